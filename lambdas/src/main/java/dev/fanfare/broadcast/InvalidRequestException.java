package dev.fanfare.broadcast;

/**
 * A request breaks a rule of the contract. Its message names the field, the value and the rule;
 * trying the same request again cannot help.
 */
public final class InvalidRequestException extends RuntimeException {
  /** How much of a value is told, in characters. */
  private static final int LONGEST_VALUE = 80;

  public InvalidRequestException(String field, String value, String rule) {
    super(field + " is " + shorten(value) + ": " + rule);
  }

  private static String shorten(String value) {
    int length = value.codePointCount(0, value.length());
    return length <= LONGEST_VALUE
        ? value
        : value.substring(0, value.offsetByCodePoints(0, LONGEST_VALUE))
            + ("… (" + length + " characters)");
  }
}
