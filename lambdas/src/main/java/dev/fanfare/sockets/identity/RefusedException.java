package dev.fanfare.sockets.identity;

/**
 * A client is not let in. The message is for the operator's log: it says why, and never holds the
 * token; the client is told no more than the status.
 */
public final class RefusedException extends Exception {
  private static final int LONGEST_SHOWN = 40;

  private final boolean isUnauthorized;

  private RefusedException(String reason, boolean isUnauthorized) {
    super(reason);
    this.isUnauthorized = isUnauthorized;
  }

  /** It did not prove who it is: 401. */
  static RefusedException unauthorized(String reason) {
    return new RefusedException(reason, true);
  }

  /** Whoever it is, it may not: 403. */
  static RefusedException forbidden(String reason) {
    return new RefusedException(reason, false);
  }

  public boolean isUnauthorized() {
    return isUnauthorized;
  }

  /** What a stranger wrote, made fit for a line of a log. */
  static String shown(String text) {
    if (text == null) {
      return "missing";
    }
    String seen = text.replaceAll("[^\\x20-\\x7e]", "?");
    return seen.length() <= LONGEST_SHOWN
        ? '"' + seen + '"'
        : '"' + seen.substring(0, LONGEST_SHOWN) + "…\" (" + text.length() + " characters)";
  }
}
