package dev.fanfare.broadcast;

import dev.fanfare.text.Printable;

/**
 * A request violates a rule of the contract. The message names the field, the value and the rule,
 * and is printable. A retry of the same request cannot succeed.
 */
public final class InvalidRequestException extends RuntimeException {
  /** Maximum length of a field name or value in the message, in characters. */
  private static final int MAX_SHOWN = 80;

  /**
   * @param field the field's name in the request
   * @param value the value as text; a long one is shortened
   * @param rule what the value must be, for example "must be a string"
   */
  public InvalidRequestException(String field, String value, String rule) {
    super(Printable.of(shorten(field) + " is " + shorten(value) + ": " + rule));
  }

  private static String shorten(String text) {
    int length = text.codePointCount(0, text.length());
    return length <= MAX_SHOWN
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_SHOWN))
            + ("… (" + length + " characters)");
  }
}
