package dev.fanfare.local.physics;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The snapshots of functions with SnapStart. Lambda drops the snapshot of a version that is not
 * invoked for 14 days. The next invocation starts the rebuild, and all are refused until it ends.
 *
 * <p>Source: docs.aws.amazon.com/lambda/latest/dg/snapstart.html and
 * snapstart-troubleshooting.html.
 */
public final class SnapshotLife {
  private final LimitMeter meter;
  private final long idle;
  private final long rebuild;
  private final Map<String, Snapshot> snapshots = new HashMap<>();
  private volatile boolean isOn;

  /**
   * @param rebuild duration of the rebuild
   * @param isDropped whether the next invocation starts it
   * @param readyAt its end
   * @param usedAt the last invocation
   */
  private record Snapshot(long rebuild, boolean isDropped, long readyAt, long usedAt) {}

  /**
   * @param physics snapshots never expire if the limit is off, unless {@link #drop} drops them
   */
  public SnapshotLife(Physics physics) {
    var settings = physics.settings();
    this.meter = physics.meter();
    this.isOn = settings.isOn(Limit.SNAPSHOT);
    this.idle = isOn ? nanos(settings, PhysicsNumber.SNAPSHOT_IDLE, TimeUnit.DAYS) : Long.MAX_VALUE;
    this.rebuild = isOn ? nanos(settings, PhysicsNumber.SNAPSHOT_REBUILD, TimeUnit.SECONDS) : 0;
  }

  private static long nanos(PhysicsSettings settings, PhysicsNumber number, TimeUnit unit) {
    return (long) (settings.value(number) * unit.toNanos(1));
  }

  /** Drops the snapshot of a function, which has one from then on. */
  public synchronized void drop(String function, long rebuildNanos) {
    snapshots.put(function, new Snapshot(rebuildNanos, true, 0, 0));
    isOn = true;
  }

  /**
   * Asks at each invocation whether the function has its snapshot.
   *
   * @param hasSnapshot whether it has SnapStart
   * @return the remaining time of the rebuild in nanoseconds; 0 if the function can run
   */
  public long nanosUntilReady(String function, boolean hasSnapshot, long now) {
    return isOn ? use(function, hasSnapshot, now) : 0;
  }

  private synchronized long use(String function, boolean hasSnapshot, long now) {
    var snapshot = snapshots.get(function);
    if (snapshot == null) {
      if (hasSnapshot) {
        snapshots.put(function, new Snapshot(rebuild, false, Long.MIN_VALUE, now));
      }
      return 0;
    }
    boolean isGone = snapshot.isDropped() || now - snapshot.usedAt() > idle;
    long readyAt = isGone ? now + snapshot.rebuild() : snapshot.readyAt();
    // Callers read the time before they get here, so it may be earlier than that of the last call.
    long usedAt = snapshot.isDropped() ? now : Math.max(now, snapshot.usedAt());
    snapshots.put(function, new Snapshot(snapshot.rebuild(), false, readyAt, usedAt));
    if (readyAt <= now) {
      return 0;
    }
    meter.refused(Limit.SNAPSHOT);
    return readyAt - now;
  }
}
