package dev.fanfare.push.transport;

/**
 * The endpoint's response to one post.
 *
 * @param detail a description for people if something is wrong, such as a status or an error
 */
public record PostResult(Kind kind, String detail) {

  /** What a response means for the connection. */
  public enum Kind {
    /** 200: the endpoint accepted the message. */
    ACCEPTED,
    /** 410: the connection is closed, or not open yet. */
    GONE,
    /**
     * 429: too many posts, or the client's send buffer is full; the response does not distinguish
     * the two.
     */
    THROTTLED,
    /** 400, 403, 404, 413: a retry cannot help. */
    REFUSED,
    /** 5xx, a reset, a timeout: a retry may help. */
    FAILED
  }

  public static final PostResult ACCEPTED = new PostResult(Kind.ACCEPTED, "");
  public static final PostResult GONE = new PostResult(Kind.GONE, "");
  public static final PostResult THROTTLED = new PostResult(Kind.THROTTLED, "");

  public static PostResult refused(String detail) {
    return new PostResult(Kind.REFUSED, detail);
  }

  public static PostResult failed(String detail) {
    return new PostResult(Kind.FAILED, detail);
  }

  /** Returns the result for an HTTP status. */
  public static PostResult ofStatus(int status) {
    return switch (status) {
      case 410 -> GONE;
      case 429 -> THROTTLED;
      case 200 -> ACCEPTED;
      default ->
          status >= 400 && status < 500 ? refused("status " + status) : failed("status " + status);
    };
  }
}
