package dev.fanfare.push;

import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Connections that wait for their next post: those to retry soon, and those put aside until every
 * line has had its first post.
 */
final class Waiting {
  /** Above this number no further lines are read, so that memory does not grow with the shard. */
  private static final int MAX_WAITING = 10_000;

  private final PriorityQueue<Attempt> again = new PriorityQueue<>();
  private final PriorityQueue<Attempt> aside = new PriorityQueue<>();

  void retry(Attempt attempt) {
    again.add(attempt);
  }

  void putAside(Attempt attempt) {
    aside.add(attempt);
  }

  boolean isEmpty() {
    return again.isEmpty() && aside.isEmpty();
  }

  boolean isFull() {
    return size() >= MAX_WAITING;
  }

  int size() {
    return again.size() + aside.size();
  }

  /**
   * @return a connection to retry that is due, or null
   */
  @Nullable Attempt again(long now) {
    return due(again, now);
  }

  /**
   * @return a connection that was put aside and is due, or null
   */
  @Nullable Attempt aside(long now) {
    return due(aside, now);
  }

  /** Returns the nanoseconds until a connection is due; {@code Long.MAX_VALUE} if none waits. */
  long nanosUntilDue(long now) {
    return Math.min(nanosUntilDue(again, now), nanosUntilDue(aside, now));
  }

  void forEach(Consumer<Attempt> to) {
    again.forEach(to);
    aside.forEach(to);
  }

  void clear() {
    again.clear();
    aside.clear();
  }

  private static @Nullable Attempt due(PriorityQueue<Attempt> queue, long now) {
    return nanosUntilDue(queue, now) <= 0 ? queue.poll() : null;
  }

  private static long nanosUntilDue(PriorityQueue<Attempt> queue, long now) {
    Attempt first = queue.peek();
    return first == null ? Long.MAX_VALUE : first.dueNanos() - now;
  }
}
