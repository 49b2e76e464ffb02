package dev.fanfare.push.permits;

import java.util.ArrayList;
import java.util.List;

/** The slots that one pusher has drawn from one budget and not used yet. For one thread. */
final class HeldSlots {
  /** Later than any slot. */
  static final long NONE = Long.MAX_VALUE;

  /** Slots drawn together; of those, the ones that count at the level of then or of now. */
  private static final class Chunk {
    final Schedule schedule;
    final long to;
    final int parts;
    long next;

    Chunk(Schedule schedule, long from, long to, int parts) {
      this.schedule = schedule;
      this.next = from;
      this.to = to;
      this.parts = parts;
    }

    /** Goes on to the first slot that may still be used. */
    boolean settle(long latest, int partsNow) {
      if (next < to && schedule.nanos(next) < latest) {
        next = Math.max(next, schedule.slotFrom(latest));
      }
      int least = Math.min(parts, partsNow);
      while (next < to && !Level.counts(next, least)) {
        next++;
      }
      return next < to;
    }

    long nanos() {
      return schedule.nanos(next);
    }
  }

  /** By time; few at any time. */
  private final List<Chunk> chunks = new ArrayList<>();

  /** Long ago, and far enough from the ends of a long to be reckoned with. */
  private long end = Long.MIN_VALUE / 2;

  /** Takes in the slots {@code from} to before {@code to}. */
  void add(Schedule schedule, long from, long to, int parts) {
    if (from >= to) {
      return;
    }
    var chunk = new Chunk(schedule, from, to, parts);
    int at = chunks.size();
    while (at > 0 && chunks.get(at - 1).nanos() > chunk.nanos()) {
      at--;
    }
    chunks.add(at, chunk);
    end = Math.max(end, schedule.nanos(to - 1));
  }

  /**
   * The time of the next slot, which may have just passed; forgets those that are forfeited.
   *
   * @param parts the budget's level of now; a lower one than that of the draw applies at once
   */
  long next(long now, int parts) {
    while (!chunks.isEmpty()) {
      var first = chunks.get(0);
      if (first.settle(now - Schedule.LATEST_NANOS, parts)) {
        return first.nanos();
      }
      chunks.remove(0);
    }
    return NONE;
  }

  /** Uses the slot that {@link #next} has told. */
  void take() {
    chunks.get(0).next++;
  }

  /** The time of the last slot held, used or not; long ago when there was none. */
  long end() {
    return end;
  }

  /** How many slots are left, those that do not count included. */
  long left() {
    long left = 0;
    for (var chunk : chunks) {
      left += chunk.to - chunk.next;
    }
    return left;
  }

  /** The first slot's time that is not before another time. */
  long firstFrom(long nanos) {
    for (var chunk : chunks) {
      long slot = firstFrom(chunk, nanos);
      if (slot < chunk.to) {
        return chunk.schedule.nanos(slot);
      }
    }
    return NONE;
  }

  /** How many slots lie between two times. */
  long count(long from, long to) {
    long count = 0;
    for (var chunk : chunks) {
      count += Math.max(0, Math.min(chunk.to, firstFrom(chunk, to)) - firstFrom(chunk, from));
    }
    return count;
  }

  private static long firstFrom(Chunk chunk, long nanos) {
    return Math.max(chunk.next, chunk.schedule.slotFrom(nanos));
  }
}
