package dev.fanfare.push.transport;

/**
 * What the endpoint answered to one post.
 *
 * @param detail for people, when something is wrong: a status, an error
 */
public record PostResult(Kind kind, String detail) {

  /** What an answer means for the connection. */
  public enum Kind {
    /** 200: the endpoint took the message. */
    ACCEPTED,
    /** 410: closed, or not open yet. */
    GONE,
    /**
     * 429: too many posts, or this client's send buffer is full; the endpoint does not tell which.
     */
    THROTTLED,
    /** 400, 403, 404, 413: trying again cannot help. */
    REFUSED,
    /** 5xx, a reset, a timeout: trying again may help. */
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

  /** The answer that an HTTP status stands for. */
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
