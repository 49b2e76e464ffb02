package dev.fanfare.local.stepfunctions.query;

import java.util.Optional;

/** An expression failed, returned nothing, or returned a value of the wrong type. */
public final class QueryEvaluationException extends RuntimeException {
  private final transient Optional<String> location;

  /**
   * @param location the field's path in its state, such as {@code Arguments/Payload/id}
   */
  public QueryEvaluationException(String location, String message) {
    this(Optional.of(location), message);
  }

  private QueryEvaluationException(Optional<String> location, String message) {
    super(message, null, false, false);
    this.location = location;
  }

  /** A failure that AWS reports without a field. */
  public static QueryEvaluationException withoutLocation(String message) {
    return new QueryEvaluationException(Optional.empty(), message);
  }

  /** The field's path; empty if the failure has none. */
  public Optional<String> location() {
    return location;
  }
}
