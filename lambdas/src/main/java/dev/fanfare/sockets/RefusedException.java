package dev.fanfare.sockets;

import dev.fanfare.broadcast.InvalidRequestException;
import java.util.OptionalLong;

/** An action is refused. The message for the client names the field, the value and the rule. */
final class RefusedException extends RuntimeException {
  static final String NOT_JOINED = "not_joined";
  static final String NOT_ALLOWED = "not_allowed";
  static final String TOO_MANY = "too_many";
  static final String TOO_LARGE = "too_large";
  static final String SLOW_DOWN = "slow_down";
  static final String UNKNOWN_ACTION = "unknown_action";

  private final String word;
  private OptionalLong retryAfterMillis = OptionalLong.empty();

  /**
   * @param word why, in the one word that a client's code looks at
   */
  RefusedException(String word, String field, String value, String rule) {
    this(word, new InvalidRequestException(field, '"' + value + '"', rule));
  }

  private RefusedException(String word, InvalidRequestException reason) {
    super(reason.getMessage());
    this.word = word;
  }

  /** One whose value is no text, or is none at all. */
  static RefusedException of(String word, String field, String value, String rule) {
    return new RefusedException(word, new InvalidRequestException(field, value, rule));
  }

  /** The same, with how long to wait before trying again. */
  RefusedException retryAfter(long millis) {
    retryAfterMillis = OptionalLong.of(millis);
    return this;
  }

  /** How long to wait, where waiting helps. */
  OptionalLong retryAfterMillis() {
    return retryAfterMillis;
  }

  String word() {
    return word;
  }

  /** Of the handshake's answer, where it is a handshake that is refused. */
  int status() {
    return word.equals(TOO_MANY) || word.equals(SLOW_DOWN) ? 429 : 403;
  }
}
