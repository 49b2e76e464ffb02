package dev.fanfare.cli.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Allows so many calls in any window of time, and no more. */
final class CallBudget {
  private final int most;
  private final Duration window;
  private final Clock clock;
  private final Deque<Instant> calls = new ArrayDeque<>();

  /**
   * @param most calls in a window
   */
  CallBudget(int most, Duration window, Clock clock) {
    this.most = most;
    this.window = window;
    this.clock = clock;
  }

  /** Whether one more call may be made now; then it counts as made. */
  synchronized boolean take() {
    Instant now = clock.instant();
    while (!calls.isEmpty() && !calls.peekFirst().plus(window).isAfter(now)) {
      calls.removeFirst();
    }
    if (calls.size() >= most) {
      return false;
    }
    calls.addLast(now);
    return true;
  }
}
