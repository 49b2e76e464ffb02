package dev.fanfare.local.stepfunctions.query;

/** An expression failed, returned nothing, or returned a value of the wrong type. */
public final class QueryEvaluationException extends RuntimeException {
  private final String location;

  /**
   * @param location the field's path in its state, such as {@code Arguments/Payload/id}
   */
  public QueryEvaluationException(String location, String message) {
    super(message, null, false, false);
    this.location = location;
  }

  public String location() {
    return location;
  }
}
