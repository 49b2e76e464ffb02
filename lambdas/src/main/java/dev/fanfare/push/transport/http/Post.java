package dev.fanfare.push.transport.http;

import dev.fanfare.push.transport.PostResult;
import java.util.function.Consumer;

/** A post that has no result yet. */
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

  /**
   * Returns since when the post has waited: for a connection and, once it is sent, for its
   * response.
   */
  long sinceNanos() {
    return sinceNanos;
  }

  void sent(long now) {
    sinceNanos = now;
  }

  /**
   * Returns whether the post may move to another connection after the endpoint has reported that it
   * did not process it. It may move once only; otherwise two connections could pass it back and
   * forth forever.
   */
  boolean move() {
    boolean may = !moved;
    moved = true;
    return may;
  }
}
