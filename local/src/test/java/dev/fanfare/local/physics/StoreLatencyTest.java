package dev.fanfare.local.physics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StoreLatencyTest {
  private static final long MILLI = 1_000_000;
  private static final PhysicsSettings AWS = PhysicsSettings.aws("eu-central-2");

  /** Law: a call takes between the shortest and the longest latency, and counts once. */
  @Property
  void call_limitOn_takesTheLatencyAndCounts(@ForAll long seed) {
    var physics = Physics.of(AWS);

    long nanos = new StoreLatency(physics).call(new Random(seed));

    assertThat(nanos).isBetween(50 * MILLI, 100 * MILLI);
    assertThat(physics.meter().rows(AWS))
        .filteredOn(row -> row.hits() > 0)
        .containsExactly(new LimitMeter.Row("s3", 1, 0, nanos / (double) MILLI));
  }

  @Test
  void call_limitOff_takesNoTime() {
    assertThat(new StoreLatency(Physics.none()).call(new Random(1))).isZero();
  }
}
