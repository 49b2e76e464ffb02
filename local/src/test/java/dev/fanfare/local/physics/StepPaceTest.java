package dev.fanfare.local.physics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class StepPaceTest {
  private static final long SECOND = 1_000_000_000;
  private static final PhysicsSettings AWS = PhysicsSettings.aws("eu-central-2");

  /** Law: a Map Run starts at most 100 children in any second that begins with one. */
  @Property(tries = 50)
  void nanosUntilNext_anyPattern_staysBelowTheDispatchRate(@ForAll long seed) {
    var random = new Random(seed);
    var dispatch = new StepPace(Physics.of(AWS), 0).dispatch(0);
    long now = 0;
    int started = 0;
    while (now < SECOND) {
      long wait = dispatch.nanosUntilNext(now);
      started += wait == 0 ? 1 : 0;
      now += wait + random.nextLong(SECOND / 500);
    }
    assertThat(started).isLessThanOrEqualTo(101);
  }

  @Test
  void nanosUntilNext_waiterThatReturnsInTime_startsAHundredASecond() {
    var dispatch = new StepPace(Physics.of(AWS), 0).dispatch(0);
    long now = 0;
    for (int i = 0; i < 201; i++) {
      long wait = dispatch.nanosUntilNext(now);
      while (wait > 0) {
        now += wait;
        wait = dispatch.nanosUntilNext(now);
      }
    }
    assertThat(now).isBetween(2 * SECOND, 2 * SECOND + 1_000);
  }

  /** Law: a child that asks again exactly after its wait starts, so that it counts once. */
  @Property
  void nanosUntilNext_exactlyAfterTheWait_eachChildCountsOnce(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.5, max = 5_000) double rate) {
    var random = new Random(seed);
    var settings = PhysicsSettings.fast("").with("map-dispatch.rate", Double.toString(rate));
    var physics = Physics.of(settings);
    var dispatch = new StepPace(physics, 0).dispatch(0);
    long now = 0;
    long waits = 0;
    for (int child = 0; child < 100; child++) {
      now += random.nextLong((long) (SECOND / rate));
      long wait = dispatch.nanosUntilNext(now);
      if (wait > 0) {
        now += wait;
        waits++;
        assertThat(dispatch.nanosUntilNext(now)).isZero();
      }
    }
    assertThat(physics.meter().rows(settings))
        .singleElement()
        .returns(waits, LimitMeter.Row::waits);
  }

  @Test
  void childrenAtOnce_isTheSmallerOfBoth() {
    var dispatch =
        new StepPace(Physics.of(AWS.with("map-dispatch.concurrency", "1000")), 0).dispatch(0);

    assertThat(dispatch.childrenAtOnce(10_000)).isEqualTo(1_000);
    assertThat(dispatch.childrenAtOnce(3)).isEqualTo(3);
    assertThat(new StepPace(Physics.none(), 0).dispatch(0).childrenAtOnce(10_000))
        .isEqualTo(10_000);
  }

  @Test
  void mayStart_aboveTheBurst_isRefused() {
    var physics = Physics.of(AWS);
    var pace = new StepPace(physics, 0);
    int started = 0;
    for (int i = 0; i < 1_000; i++) {
      started += pace.mayStart(0) ? 1 : 0;
    }

    assertThat(started).isEqualTo(800);
    assertThat(physics.meter().rows(AWS))
        .filteredOn(row -> row.hits() > 0)
        .containsExactly(new LimitMeter.Row("start-execution", 0, 200, 0));
  }

  @Test
  void transition_aboveTheBurst_waitsItsTurn() {
    var pace = new StepPace(Physics.of(AWS), 0);
    for (int i = 0; i < 800; i++) {
      assertThat(pace.transition(0)).isZero();
    }

    assertThat(pace.transition(0)).isEqualTo(SECOND / 800);
    assertThat(pace.transition(0)).isEqualTo(2 * SECOND / 800);
  }

  @Test
  void allOff_neverWaits() {
    var pace = new StepPace(Physics.none(), 0);
    for (int i = 0; i < 10_000; i++) {
      assertThat(pace.mayStart(0)).isTrue();
      assertThat(pace.transition(0)).isZero();
    }
  }
}
