package dev.fanfare.messages;

/** Posts to a single client, outside of any broadcast. */
public interface ClientPosts {

  /** The result of a post. */
  enum Outcome {
    /** API Gateway accepted the post. */
    DELIVERED,
    /** The connection is closed. */
    GONE,
    /** The post was throttled or failed in transit; retry it after a pause. */
    BUSY
  }

  /**
   * @throws IllegalStateException if the post is refused and a retry would be refused too
   */
  Outcome post(String connectionId, byte[] message);
}
