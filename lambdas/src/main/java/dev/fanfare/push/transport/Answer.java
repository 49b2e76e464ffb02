package dev.fanfare.push.transport;

/**
 * What the endpoint answered to one post.
 *
 * @param detail for people, when something is wrong: a status, an error
 */
public record Answer(Kind kind, String detail) {

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

  public static final Answer ACCEPTED = new Answer(Kind.ACCEPTED, "");
  public static final Answer GONE = new Answer(Kind.GONE, "");
  public static final Answer THROTTLED = new Answer(Kind.THROTTLED, "");

  public static Answer refused(String detail) {
    return new Answer(Kind.REFUSED, detail);
  }

  public static Answer failed(String detail) {
    return new Answer(Kind.FAILED, detail);
  }

  /** The answer that an HTTP status stands for. */
  public static Answer ofStatus(int status) {
    return switch (status) {
      case 410 -> GONE;
      case 429 -> THROTTLED;
      case 200 -> ACCEPTED;
      default ->
          status >= 400 && status < 500 ? refused("status " + status) : failed("status " + status);
    };
  }
}
