package dev.fanfare.push.transport.http;

/** One connection to the endpoint, ready for posts. Used on its event loop only. */
interface HttpConnection {

  /** Returns how many more posts the connection accepts now. */
  int room();

  /** Returns whether the pool lists this connection as one with room. */
  boolean isListed();

  void setListed(boolean listed);

  /** Returns whether no post awaits its response on this connection. */
  boolean isIdle();

  /** Writes a post; call it only while there is room. */
  void send(Post post);

  /** Sends what was written since the last flush. */
  void flush();

  /**
   * Fails posts that have waited too long.
   *
   * @return whether the connection has no more room and a post that was sent before {@code
   *     stuckSince}
   */
  boolean sweep(long now, long stuckSince);

  /** Closes the connection; outstanding responses are dropped. */
  void close();
}
