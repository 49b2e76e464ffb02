package dev.fanfare.push.transport.http;

/** One connection to the endpoint, ready for posts. Used on its event loop only. */
interface HttpConnection {

  /** How many more posts it takes now. */
  int room();

  /** Whether the pool has it among those with room. */
  boolean isListed();

  void setListed(boolean listed);

  /** Whether no post waits for its answer on it. */
  boolean isIdle();

  /** Writes a post; only while there is room. */
  void send(Post post);

  /** Sends on what was written since the last time. */
  void flush();

  /** Gives up on posts that have waited too long. */
  void sweep(long now);

  /** Closes it; answers still to come are dropped. */
  void close();
}
