package dev.fanfare.local.scheduler;

import dev.fanfare.local.time.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * All schedules. A timer calls the target of each one at its due times: late if the timer is
 * delayed, but never twice.
 */
public final class Schedules {
  private final TargetCalls calls;
  private final Clock clock;
  private final Timer timer;
  private final Supplier<String> executionIds;
  private final TreeMap<String, Schedule> schedules = new TreeMap<>();
  private final Map<String, Timer.Cancellable> timers = new HashMap<>();

  /**
   * @param calls calls the targets
   * @param timer waits for the next time
   * @param executionIds makes an id for each call of a target
   */
  public Schedules(TargetCalls calls, Clock clock, Timer timer, Supplier<String> executionIds) {
    this.calls = calls;
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
    calls.start(new TargetCalls.Event(schedule.spec(), due, executionIds.get()));
  }
}
