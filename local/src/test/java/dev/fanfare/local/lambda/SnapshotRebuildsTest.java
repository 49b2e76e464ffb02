package dev.fanfare.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.local.stepfunctions.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SnapshotRebuildsTest {
  private final ManualTime time = new ManualTime();
  private final SnapshotRebuilds rebuilds = new SnapshotRebuilds(time);

  @Test
  void requireReady_droppedSnapshot_refusesUntilItIsRebuilt() {
    rebuilds.drop("push", Duration.ofMinutes(3));
    time.advance(Duration.ofDays(1));

    assertRefused("push");
    time.advance(Duration.ofSeconds(179));
    assertRefused("push");
    time.advance(Duration.ofSeconds(1));

    assertThatCode(() -> rebuilds.requireReady("push")).doesNotThrowAnyException();
  }

  @Test
  void requireReady_anotherFunction_isServed() {
    rebuilds.drop("push", Duration.ofMinutes(3));

    assertThatCode(() -> rebuilds.requireReady("plan")).doesNotThrowAnyException();
  }

  private void assertRefused(String function) {
    assertThatThrownBy(() -> rebuilds.requireReady(function))
        .isInstanceOfSatisfying(
            InvocationRejectedException.class,
            e -> assertThat(e.code()).isEqualTo("SnapStartNotReadyException"));
  }
}
