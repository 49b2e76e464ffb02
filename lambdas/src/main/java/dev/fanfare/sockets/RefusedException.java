package dev.fanfare.sockets;

import dev.fanfare.broadcast.InvalidRequestException;
import java.util.OptionalLong;

/** An action is refused. The message for the client names the field, the value and the rule. */
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
   * @param word why, in the one word that a client's code looks at
   */
  public RefusedException(String word, String field, String value, String rule) {
    this(word, new InvalidRequestException(field, '"' + value + '"', rule));
  }

  private RefusedException(String word, InvalidRequestException reason) {
    super(reason.getMessage());
    this.word = word;
  }

  /** One whose value is no text, or is none at all. */
  public static RefusedException of(String word, String field, String value, String rule) {
    return new RefusedException(word, new InvalidRequestException(field, value, rule));
  }

  /** The same, with how long to wait before trying again. */
  public RefusedException retryAfter(long millis) {
    retryAfterMillis = OptionalLong.of(millis);
    return this;
  }

  /** How long to wait, where waiting helps. */
  public OptionalLong retryAfterMillis() {
    return retryAfterMillis;
  }

  public String word() {
    return word;
  }

  /** Of the handshake's answer, where it is a handshake that is refused. */
  public int status() {
    return word.equals(TOO_MANY) || word.equals(SLOW_DOWN) ? 429 : 403;
  }
}
