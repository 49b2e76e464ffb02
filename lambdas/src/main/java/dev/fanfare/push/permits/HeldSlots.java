package dev.fanfare.push.permits;

import java.util.ArrayList;
import java.util.List;

/** The unused slots that one pusher has drawn from one budget. Not thread-safe. */
final class HeldSlots {
  /** Later than any slot. */
  static final long NONE = Long.MAX_VALUE;

  /**
   * Slots of one second that were drawn together. The lower of two levels decides which of them
   * count: the level of the draw or the current level.
   */
  private static final class Chunk {
    final Schedule.Second second;
    final long to;
    final int parts;
    long next;

    /** The time of the next slot, or of the slot after the last one. */
    long nanos;

    Chunk(Schedule.Second second, long from, long to, int parts) {
      this.second = second;
      this.to = to;
      this.parts = parts;
      goTo(from);
    }

    void goTo(long slot) {
      next = slot;
      nanos = second.nanos(slot);
    }

    /** Advances to the first slot that may still be used. */
    boolean settle(long earliest, int partsNow) {
      if (nanos < earliest) {
        goTo(Math.min(to, second.slotFrom(earliest)));
      }
      int least = Math.min(parts, partsNow);
      while (next < to && !Level.counts(next, least)) {
        goTo(next + 1);
      }
      return next < to;
    }
  }

  private final long latest;

  /** Sorted by time; only a few at any time. */
  private final List<Chunk> chunks = new ArrayList<>();

  /** Far in the past, but far enough from {@code Long.MIN_VALUE} to avoid overflow. */
  private long end = Long.MIN_VALUE / 2;

  private long added;

  /**
   * @param latest how many nanoseconds after its time a slot may be used
   */
  HeldSlots(long latest) {
    this.latest = latest;
  }

  /** Adds the slots from {@code from} (inclusive) to {@code to} (exclusive), all of one second. */
  void add(Schedule schedule, long from, long to, int parts) {
    if (from >= to) {
      return;
    }
    added += to - from;
    var chunk = new Chunk(schedule.new Second(schedule.second(from)), from, to, parts);
    int at = chunks.size();
    while (at > 0 && chunks.get(at - 1).nanos > chunk.nanos) {
      at--;
    }
    chunks.add(at, chunk);
    end = Math.max(end, chunk.second.nanos(to - 1));
  }

  /**
   * Returns the time of the next slot, which may have just passed. Removes forfeited slots.
   *
   * @param parts the budget's current level; a level lower than that of the draw applies at once
   */
  long next(long now, int parts) {
    while (!chunks.isEmpty()) {
      var first = chunks.get(0);
      if (first.settle(now - latest, parts)) {
        return first.nanos;
      }
      chunks.remove(0);
    }
    return NONE;
  }

  /** Uses the slot that {@link #next} returned. */
  void take() {
    var first = chunks.get(0);
    first.goTo(first.next + 1);
  }

  /** Returns the time of the last slot held, used or not; far in the past if there was none. */
  long end() {
    return end;
  }

  /** Returns the total number of slots ever added. */
  long added() {
    return added;
  }

  /** Returns the number of remaining slots that count. */
  long left(int parts) {
    long left = 0;
    for (int i = 0; i < chunks.size(); i++) {
      var chunk = chunks.get(i);
      left += Level.count(chunk.next, chunk.to, Math.min(parts, chunk.parts));
    }
    return left;
  }

  /**
   * Returns the time of the slot after {@code others} other slots, for a budget without a level; or
   * NONE.
   */
  long timeAfter(long others) {
    long left = others;
    for (int i = 0; i < chunks.size(); i++) {
      var chunk = chunks.get(i);
      if (left < chunk.to - chunk.next) {
        return chunk.second.nanos(chunk.next + left);
      }
      left -= chunk.to - chunk.next;
    }
    return NONE;
  }

  /** Returns the number of slots before a time, for a budget without a level. */
  long before(long nanos) {
    long before = 0;
    for (int i = 0; i < chunks.size(); i++) {
      var chunk = chunks.get(i);
      before += Math.max(0, Math.min(chunk.to, chunk.second.slotFrom(nanos)) - chunk.next);
    }
    return before;
  }
}
