package dev.fanfare.messages;

/** Posts to a single client, outside of any broadcast. */
public interface ClientPosts {

  /** What became of a post. */
  enum Outcome {
    /** API Gateway has taken it for the client. */
    DELIVERED,
    /** The connection is closed. */
    GONE,
    /** Too many posts, or a fault on the way; it may be tried again after a pause. */
    BUSY
  }

  /**
   * @throws IllegalStateException when the post is refused, and would be refused again
   */
  Outcome post(String connectionId, byte[] message);
}
