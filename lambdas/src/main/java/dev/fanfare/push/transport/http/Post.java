package dev.fanfare.push.transport.http;

import dev.fanfare.push.transport.PostResult;
import java.util.function.Consumer;

/** One post on its way. */
final class Post {
  private final String connectionId;
  private final Consumer<PostResult> answered;
  private long sinceNanos;
  private boolean moved;

  Post(String connectionId, Consumer<PostResult> answered, long now) {
    this.connectionId = connectionId;
    this.answered = answered;
    this.sinceNanos = now;
  }

  String connectionId() {
    return connectionId;
  }

  Consumer<PostResult> answered() {
    return answered;
  }

  /** Since when it has been waiting: for a connection, and once it is sent, for its answer. */
  long sinceNanos() {
    return sinceNanos;
  }

  void sent(long now) {
    sinceNanos = now;
  }

  /**
   * Whether it may go to another connection because the endpoint said that it did nothing with it.
   * Once only, or two could be passed to and fro for ever.
   */
  boolean move() {
    boolean may = !moved;
    moved = true;
    return may;
  }
}
