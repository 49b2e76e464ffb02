package dev.fanfare.push.permits;

import java.util.ArrayList;
import java.util.List;

/** The slots that one pusher has drawn from one budget and not used yet. For one thread. */
final class HeldSlots {
  /** Later than any slot. */
  static final long NONE = Long.MAX_VALUE;

  /**
   * Slots of one second drawn together; of those, the ones that count at the level of then or of
   * now.
   */
  private static final class Chunk {
    final Schedule.Second second;
    final long to;
    final int parts;
    long next;

    /** The time of the next, or of the one after the last. */
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

    /** Goes on to the first slot that may still be used. */
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

  /** By time; few at any time. */
  private final List<Chunk> chunks = new ArrayList<>();

  /** Long ago, and far enough from the ends of a long to be reckoned with. */
  private long end = Long.MIN_VALUE / 2;

  private long added;

  /**
   * @param latest how many nanoseconds after its time a slot may be used
   */
  HeldSlots(long latest) {
    this.latest = latest;
  }

  /** Takes in the slots {@code from} to before {@code to}, all of one second. */
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
   * The time of the next slot, which may have just passed; forgets those that are forfeited.
   *
   * @param parts the budget's level of now; a lower one than that of the draw applies at once
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

  /** Uses the slot that {@link #next} has told. */
  void take() {
    var first = chunks.get(0);
    first.goTo(first.next + 1);
  }

  /** The time of the last slot held, used or not; long ago when there was none. */
  long end() {
    return end;
  }

  /** How many slots were ever taken in. */
  long added() {
    return added;
  }

  /** How many slots are left, of those that count. */
  long left(int parts) {
    long left = 0;
    for (int i = 0; i < chunks.size(); i++) {
      var chunk = chunks.get(i);
      left += Level.count(chunk.next, chunk.to, Math.min(parts, chunk.parts));
    }
    return left;
  }

  /** The time of the slot after so many others, of a budget that has no level; or NONE. */
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

  /** How many slots of a budget that has no level come before a time. */
  long before(long nanos) {
    long before = 0;
    for (int i = 0; i < chunks.size(); i++) {
      var chunk = chunks.get(i);
      before += Math.max(0, Math.min(chunk.to, chunk.second.slotFrom(nanos)) - chunk.next);
    }
    return before;
  }
}
