package dev.fanfare.local.stepfunctions;

import dev.fanfare.local.time.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that moves only when a test advances it. */
public final class ManualTime extends Clock implements Timer {
  private final List<Scheduled> pending = new ArrayList<>();
  private final List<Duration> delays = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-22T08:00:00Z");

  private record Scheduled(Instant due, Runnable action) {}

  @Override
  public synchronized Cancellable schedule(Duration delay, Runnable action) {
    var scheduled = new Scheduled(now.plus(delay), action);
    pending.add(scheduled);
    delays.add(delay);
    return () -> cancel(scheduled);
  }

  private synchronized void cancel(Scheduled scheduled) {
    pending.remove(scheduled);
  }

  /** Every requested delay, in order. */
  public synchronized List<Duration> delays() {
    return List.copyOf(delays);
  }

  public synchronized int pendingTimers() {
    return pending.size();
  }

  /** Advances the time and runs the timers that are due. */
  public void advance(Duration step) {
    List<Scheduled> due;
    synchronized (this) {
      now = now.plus(step);
      due = pending.stream().filter(scheduled -> !scheduled.due().isAfter(now)).toList();
      pending.removeAll(due);
    }
    due.stream().sorted(Comparator.comparing(Scheduled::due)).forEach(s -> s.action().run());
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("Tests are in UTC");
  }
}
