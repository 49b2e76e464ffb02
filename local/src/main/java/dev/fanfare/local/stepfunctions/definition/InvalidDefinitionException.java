package dev.fanfare.local.stepfunctions.definition;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown if a definition is invalid, or is valid but not supported by the stand-in. */
public final class InvalidDefinitionException extends RuntimeException {

  /**
   * @param problems all problems, each with the path of its field
   */
  InvalidDefinitionException(List<String> problems) {
    super(
        problems.stream()
            .collect(Collectors.joining("', '", "Invalid State Machine Definition: '", "'")));
  }
}
