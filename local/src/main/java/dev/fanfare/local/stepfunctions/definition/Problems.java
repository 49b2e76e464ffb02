package dev.fanfare.local.stepfunctions.definition;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects all problems of a document, so that its author sees them at once. */
final class Problems {

  /** The code of a problem. The codes are AWS's, except for the last. */
  enum Code {
    INVALID_JSON_DESCRIPTION,
    SCHEMA_VALIDATION_FAILED,
    MISSING_TRANSITION_TARGET,
    DUPLICATE_STATE_NAME,
    /** Valid on AWS but not supported here. */
    NOT_SUPPORTED_LOCALLY
  }

  private final Set<String> found = new LinkedHashSet<>();

  void add(Code code, String path, String message) {
    found.add(code + ": " + message + " at " + (path.isEmpty() ? "/" : path));
  }

  /**
   * @throws InvalidDefinitionException if there are problems
   */
  void refuseIfAny() {
    if (!found.isEmpty()) {
      throw new InvalidDefinitionException(List.copyOf(found));
    }
  }
}
