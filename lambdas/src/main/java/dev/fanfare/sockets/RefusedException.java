package dev.fanfare.sockets;

import dev.fanfare.broadcast.InvalidRequestException;
import java.util.OptionalLong;

/** Reports a refused action. The message for the client names the field, the value and the rule. */
public final class RefusedException extends RuntimeException {
  public static final String NOT_JOINED = "not_joined";
  public static final String NOT_ALLOWED = "not_allowed";
  public static final String TOO_MANY = "too_many";
  public static final String TOO_LARGE = "too_large";
  public static final String SLOW_DOWN = "slow_down";
  public static final String UNKNOWN_ACTION = "unknown_action";

  private final String word;
  private OptionalLong retryAfterMillis = OptionalLong.empty();

  /**
   * @param word the error code for the client's code
   */
  public RefusedException(String word, String field, String value, String rule) {
    this(word, new InvalidRequestException(field, '"' + value + '"', rule));
  }

  private RefusedException(String word, InvalidRequestException reason) {
    super(reason.getMessage());
    this.word = word;
  }

  /** Creates the exception for a value that is missing or not a string. */
  public static RefusedException of(String word, String field, String value, String rule) {
    return new RefusedException(word, new InvalidRequestException(field, value, rule));
  }

  /** Adds the time to wait before a retry. */
  public RefusedException retryAfter(long millis) {
    retryAfterMillis = OptionalLong.of(millis);
    return this;
  }

  /** Returns how long to wait before a retry; empty if waiting does not help. */
  public OptionalLong retryAfterMillis() {
    return retryAfterMillis;
  }

  public String word() {
    return word;
  }

  /** Returns the HTTP status for a refused handshake. */
  public int status() {
    return word.equals(TOO_MANY) || word.equals(SLOW_DOWN) ? 429 : 403;
  }
}
