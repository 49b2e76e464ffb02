package dev.fanfare.sockets.identity;

import dev.fanfare.text.Printable;
import org.jspecify.annotations.Nullable;

/**
 * Reports that a client may not connect. The message states the reason, for the client and the
 * operator's log. It never contains the token.
 */
public final class IdentityException extends Exception {
  private static final int MAX_SHOWN = 40;

  private final int status;

  private IdentityException(String reason, int status) {
    super(reason);
    this.status = status;
  }

  /** The client did not prove its identity: 401. */
  static IdentityException unauthorized(String reason) {
    return new IdentityException(reason, 401);
  }

  /** The token is valid, but its claims break a rule: 403. */
  static IdentityException forbidden(String reason) {
    return new IdentityException(reason, 403);
  }

  /** Returns the HTTP status of the handshake's response. */
  public int status() {
    return status;
  }

  /**
   * Formats untrusted text for a log line.
   *
   * @param text null if it is missing
   */
  static String shown(@Nullable String text) {
    if (text == null) {
      return "missing";
    }
    String seen = Printable.of(Printable.truncate(text, MAX_SHOWN));
    return text.length() <= MAX_SHOWN
        ? '"' + seen + '"'
        : '"' + seen + "…\" (" + text.length() + " characters)";
  }
}
