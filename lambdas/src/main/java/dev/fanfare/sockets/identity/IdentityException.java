package dev.fanfare.sockets.identity;

import dev.fanfare.text.Printable;

/**
 * A client is not let in. The message says why, to the client and to the operator's log, and never
 * holds the token.
 */
public final class IdentityException extends Exception {
  private static final int MAX_SHOWN = 40;

  private final int status;

  private IdentityException(String reason, int status) {
    super(reason);
    this.status = status;
  }

  /** It did not prove who it is: 401. */
  static IdentityException unauthorized(String reason) {
    return new IdentityException(reason, 401);
  }

  /** Whoever it is, it may not: 403. */
  static IdentityException forbidden(String reason) {
    return new IdentityException(reason, 403);
  }

  /** Of the handshake's answer. */
  public int status() {
    return status;
  }

  /** What a stranger wrote, made fit for a line of a log. */
  static String shown(String text) {
    if (text == null) {
      return "missing";
    }
    String seen = Printable.of(Printable.cut(text, MAX_SHOWN));
    return text.length() <= MAX_SHOWN
        ? '"' + seen + '"'
        : '"' + seen + "…\" (" + text.length() + " characters)";
  }
}
