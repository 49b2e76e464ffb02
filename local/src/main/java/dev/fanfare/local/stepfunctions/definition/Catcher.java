package dev.fanfare.local.stepfunctions.definition;

import java.util.List;

/** Goes on elsewhere after certain errors. */
public record Catcher(List<String> errorEquals, Transition onward) {

  public boolean matches(String error) {
    return ErrorNames.anyMatches(errorEquals, error);
  }
}
