package dev.fanfare.local.stepfunctions.definition;

import java.util.List;
import java.util.stream.Collectors;

/** The document is not a state machine, or not one that this stand-in can run. */
public final class InvalidDefinitionException extends RuntimeException {

  /**
   * @param problems all of them, each with the path of the field it is about
   */
  InvalidDefinitionException(List<String> problems) {
    super(
        problems.stream()
            .collect(Collectors.joining("', '", "Invalid State Machine Definition: '", "'")));
  }
}
