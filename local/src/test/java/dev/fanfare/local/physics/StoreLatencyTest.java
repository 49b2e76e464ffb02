package dev.fanfare.local.physics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StoreLatencyTest {
  private static final long MILLI = 1_000_000;
  private static final PhysicsSettings AWS = PhysicsSettings.aws("eu-central-2");

  /** Law: listing takes one call for each page that has begun, and at least one. */
  @Property
  void list_anyNumberOfKeys_takesACallForEachPage(
      @ForAll long seed, @ForAll @IntRange(max = 20_000) int keys) {
    var physics = Physics.of(AWS);
    long pages = Math.max(1, (keys + 999L) / 1_000);

    long nanos = new StoreLatency(physics).list(keys, new Random(seed));

    assertThat(nanos).isBetween(pages * 50 * MILLI, pages * 100 * MILLI);
    assertThat(physics.meter().rows(AWS))
        .filteredOn(row -> row.hits() > 0)
        .containsExactly(new LimitMeter.Row("s3", pages, 0, nanos / (double) MILLI));
  }

  @Test
  void call_limitOff_takesNoTime() {
    assertThat(new StoreLatency(Physics.none()).call(new Random(1))).isZero();
  }
}
