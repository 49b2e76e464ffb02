package dev.fanfare.cli.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Limits the number of calls in any window of time. Thread-safe. */
final class CallBudget {
  private final int maxCalls;
  private final Duration window;
  private final Clock clock;
  private final Deque<Instant> calls = new ArrayDeque<>();

  /**
   * @param maxCalls maximum number of calls in a window
   */
  CallBudget(int maxCalls, Duration window, Clock clock) {
    this.maxCalls = maxCalls;
    this.window = window;
    this.clock = clock;
  }

  /**
   * Takes one call from the budget. Returns false, and takes none, if the budget of this window is
   * used up.
   */
  synchronized boolean take() {
    Instant now = clock.instant();
    while (!calls.isEmpty() && !calls.peekFirst().plus(window).isAfter(now)) {
      calls.removeFirst();
    }
    if (calls.size() >= maxCalls) {
      return false;
    }
    calls.addLast(now);
    return true;
  }
}
