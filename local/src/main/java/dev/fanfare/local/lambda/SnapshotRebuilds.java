package dev.fanfare.local.lambda;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Functions whose snapshot was dropped, as Lambda does after 14 days without an invocation. The
 * next invocation starts the rebuild; until it ends, all invocations fail.
 */
final class SnapshotRebuilds {
  private static final int CONFLICT = 409;

  private final Clock clock;
  private final Map<String, Duration> dropped = new ConcurrentHashMap<>();
  private final Map<String, Instant> ends = new ConcurrentHashMap<>();

  SnapshotRebuilds(Clock clock) {
    this.clock = clock;
  }

  void drop(String function, Duration rebuild) {
    dropped.put(function, rebuild);
    ends.remove(function);
  }

  /**
   * @throws InvocationRejectedException during the rebuild
   */
  void requireReady(String function) {
    Duration rebuild = dropped.get(function);
    if (rebuild == null) {
      return;
    }
    Instant now = clock.instant();
    if (now.isBefore(ends.computeIfAbsent(function, begun -> now.plus(rebuild)))) {
      throw new InvocationRejectedException(
          CONFLICT,
          InvocationRejectedException.SNAPSHOT_NOT_READY,
          "Lambda is initializing your function. It will be ready to invoke once your function state"
              + " becomes ACTIVE.");
    }
  }
}
