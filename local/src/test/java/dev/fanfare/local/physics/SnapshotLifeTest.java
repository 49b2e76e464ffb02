package dev.fanfare.local.physics;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SnapshotLifeTest {
  private static final long SECOND = 1_000_000_000;
  private static final long DAY = Duration.ofDays(1).toNanos();
  private static final Physics AWS = Physics.of(PhysicsSettings.aws("eu-central-2"));

  @Test
  void nanosUntilReady_usedEveryTwoWeeks_isAlwaysReady() {
    var snapshots = new SnapshotLife(AWS);
    for (int i = 0; i < 10; i++) {
      assertThat(snapshots.nanosUntilReady("f", true, i * 14 * DAY)).isZero();
    }
  }

  @Test
  void nanosUntilReady_callsInAnotherOrderThanTheirTimes_isReady() {
    var snapshots = new SnapshotLife(AWS);
    snapshots.nanosUntilReady("f", true, SECOND);

    assertThat(snapshots.nanosUntilReady("f", true, SECOND - 1)).isZero();
  }

  @Test
  void nanosUntilReady_unusedForLonger_waitsForTheRebuild() {
    var snapshots = new SnapshotLife(AWS);
    snapshots.nanosUntilReady("f", true, 0);
    long now = 14 * DAY + 1;

    assertThat(snapshots.nanosUntilReady("f", true, now)).isEqualTo(180 * SECOND);
    assertThat(snapshots.nanosUntilReady("f", true, now + 179 * SECOND)).isEqualTo(SECOND);
    assertThat(snapshots.nanosUntilReady("f", true, now + 180 * SECOND)).isZero();
  }

  @Test
  void nanosUntilReady_withoutSnapshot_isAlwaysReady() {
    var snapshots = new SnapshotLife(AWS);
    snapshots.nanosUntilReady("f", false, 0);

    assertThat(snapshots.nanosUntilReady("f", false, 100 * DAY)).isZero();
  }

  @Test
  void nanosUntilReady_limitOff_takesNoLock() {
    var snapshots = new SnapshotLife(Physics.none());
    synchronized (snapshots) {
      assertThat(supplyAsync(() -> snapshots.nanosUntilReady("f", true, 0)))
          .succeedsWithin(Duration.ofSeconds(20))
          .isEqualTo(0L);
    }
  }

  @Test
  void nanosUntilReady_limitOff_isReadyUnlessDropped() {
    var snapshots = new SnapshotLife(Physics.none());
    snapshots.nanosUntilReady("f", true, 0);
    assertThat(snapshots.nanosUntilReady("f", true, 1_000 * DAY)).isZero();

    snapshots.drop("f", SECOND);

    assertThat(snapshots.nanosUntilReady("f", true, 2_000 * DAY)).isEqualTo(SECOND);
    assertThat(snapshots.nanosUntilReady("f", true, 2_000 * DAY + SECOND)).isZero();
  }
}
