package dev.fanfare.local.scheduler;

import dev.fanfare.local.time.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All schedules. A timer calls the target of each one at its due times: late if the timer is
 * delayed, but never twice.
 */
public final class Schedules {
  private static final Logger LOG = LoggerFactory.getLogger(Schedules.class);

  private final BiConsumer<String, String> starter;
  private final Clock clock;
  private final Timer timer;
  private final Supplier<String> executionIds;
  private final TreeMap<String, Schedule> schedules = new TreeMap<>();
  private final Map<String, Timer.Cancellable> timers = new HashMap<>();

  /**
   * @param starter starts a state machine or invokes a function; takes its ARN and the input
   * @param executionIds generates an id for each call of a target
   */
  public Schedules(
      BiConsumer<String, String> starter, Clock clock, Timer timer, Supplier<String> executionIds) {
    this.starter = starter;
    this.clock = clock;
    this.timer = timer;
    this.executionIds = executionIds;
  }

  Clock clock() {
    return clock;
  }

  synchronized Optional<Schedule> find(String name) {
    return Optional.ofNullable(schedules.get(name));
  }

  /** All schedules, sorted by name. */
  synchronized List<Schedule> all() {
    return List.copyOf(schedules.values());
  }

  /** Adds a schedule or replaces the one with the same name. */
  synchronized void put(Schedule schedule) {
    remove(schedule.name());
    schedules.put(schedule.name(), schedule);
    // A rate is first due at its start, which may be now.
    scheduleNext(schedule, schedule.modifiedAt().minusNanos(1));
  }

  synchronized void remove(String name) {
    schedules.remove(name);
    var pending = timers.remove(name);
    if (pending != null) {
      pending.cancel();
    }
  }

  private void scheduleNext(Schedule schedule, Instant after) {
    var next = schedule.next(after);
    if (next.isEmpty()) {
      if (schedule.spec().deletesItself()) {
        remove(schedule.name());
      }
    } else if (schedule.spec().isEnabled()) {
      var delay = Duration.between(clock.instant(), next.get());
      timers.put(
          schedule.name(),
          timer.schedule(
              delay.isNegative() ? Duration.ZERO : delay, () -> fire(schedule, next.get())));
    }
  }

  private void fire(Schedule schedule, Instant due) {
    synchronized (this) {
      // The schedule was replaced or removed after its timer fired.
      if (schedules.get(schedule.name()) != schedule) {
        return;
      }
      scheduleNext(schedule, due);
    }
    try {
      starter.accept(schedule.spec().target().arn(), input(schedule, due));
    } catch (RuntimeException e) {
      // A failed call does not affect the next one.
      LOG.warn(
          "Schedule {} could not call its target at {}: {}", schedule.name(), due, e.getMessage());
    }
  }

  private String input(Schedule schedule, Instant due) {
    return schedule
        .spec()
        .target()
        .input()
        .replace("<aws.scheduler.schedule-arn>", schedule.spec().arn())
        .replace("<aws.scheduler.scheduled-time>", due.truncatedTo(ChronoUnit.SECONDS).toString())
        .replace("<aws.scheduler.execution-id>", executionIds.get())
        .replace("<aws.scheduler.attempt-number>", "1");
  }
}
