package dev.fanfare.local.physics;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FunctionScalingTest {
  private static final long SECOND = 1_000_000_000;
  private static final PhysicsSettings AWS = PhysicsSettings.aws("eu-central-2");

  /** Law: the functions of an account never run more often at once than its concurrency. */
  @Property(tries = 200)
  void invoke_anyPattern_staysBelowTheConcurrency(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int concurrency) {
    var random = new Random(seed);
    var scaling =
        scaling(PhysicsSettings.fast("").with("lambda-concurrency.max", "" + concurrency));
    Map<String, Integer> running = new HashMap<>();
    for (int i = 0; i < 300; i++) {
      var kind = kind("f" + random.nextInt(4));
      if (random.nextBoolean()) {
        var answer = scaling.invoke(kind, i, random);
        int all = running.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(answer.refusedBy().isPresent()).isEqualTo(all == concurrency);
        if (answer.refusedBy().isEmpty()) {
          running.merge(kind.name(), 1, Integer::sum);
        }
      } else if (running.getOrDefault(kind.name(), 0) > 0) {
        scaling.ended(kind);
        running.merge(kind.name(), -1, Integer::sum);
      }
    }
  }

  /** Law: a function gets at most its burst and its rate of environments. */
  @Property(tries = 100)
  void invoke_growing_staysBelowTheScalingRate(@ForAll long seed) {
    var random = new Random(seed);
    var settings =
        PhysicsSettings.fast("")
            .with("lambda-scaling.rate", "10")
            .with("lambda-scaling.burst", "5")
            .with("cold-start.min", "1");
    var scaling = scaling(settings);
    long now = 0;
    int environments = 0;
    for (int i = 0; i < 200; i++) {
      now += random.nextLong(SECOND / 20);
      environments += scaling.invoke(kind("f"), now, random).starting() > 0 ? 1 : 0;
      assertThat(environments).isLessThanOrEqualTo((int) (5 + 10.0 * now / SECOND));
    }
  }

  @Test
  void invoke_idleEnvironment_isWarm() {
    var scaling = scaling(AWS);
    var random = new Random(1);
    assertThat(scaling.invoke(kind("f"), 0, random).starting()).isBetween(SECOND / 5, SECOND);

    scaling.ended(kind("f"));

    assertThat(scaling.invoke(kind("f"), 1, random).starting()).isZero();
    assertThat(scaling.invoke(kind("f"), 1, random).starting()).isPositive();
    assertThat(scaling.invoke(kind("g"), 1, random).starting()).isPositive();
  }

  @Test
  void invoke_snapshot_isRestored() {
    var physics = Physics.of(AWS);
    var scaling = new FunctionScaling(physics, 0);
    var kind = new FunctionScaling.Kind("f", OptionalInt.empty(), true);

    long starting = scaling.invoke(kind, 0, new Random(1)).starting();

    assertThat(starting).isBetween(SECOND / 5, SECOND * 6 / 10);
    assertThat(physics.meter().rows(AWS))
        .filteredOn(row -> row.hits() > 0)
        .singleElement()
        .isEqualTo(new LimitMeter.Row("restore", 1, 0, starting / 1e6));
  }

  @Test
  void invoke_reservedFunction_takesNothingFromTheOthers() {
    var scaling = scaling(PhysicsSettings.fast("").with("lambda-concurrency.max", "3"), 2);
    var reserved = reserved("r", 2);
    var random = new Random(1);

    assertThat(scaling.invoke(reserved, 0, random).refusedBy()).isEmpty();
    assertThat(scaling.invoke(kind("f"), 0, random).refusedBy()).isEmpty();
    assertThat(scaling.invoke(kind("f"), 0, random).refusedBy()).contains(Limit.LAMBDA_CONCURRENCY);
    assertThat(scaling.invoke(reserved, 0, random).refusedBy()).isEmpty();
  }

  @Test
  void invoke_aboveItsReservation_isRefusedWithoutGrowth() {
    var physics = Physics.of(AWS);
    var scaling = new FunctionScaling(physics, 1);
    var random = new Random(1);
    scaling.invoke(reserved("r", 1), 0, random);

    assertThat(scaling.invoke(reserved("r", 1), 0, random).refusedBy())
        .contains(Limit.LAMBDA_CONCURRENCY);

    assertThat(physics.meter().rows(AWS))
        .filteredOn(row -> row.hits() > 0)
        .extracting(LimitMeter.Row::limit, LimitMeter.Row::hits)
        .containsExactly(tuple("lambda-concurrency", 1L), tuple("cold-start", 1L));
    scaling.ended(reserved("r", 1));
    assertThat(scaling.invoke(reserved("r", 1), 1, random))
        .isEqualTo(new FunctionScaling.Answer(Optional.empty(), 0));
  }

  @Test
  void invoke_reservationsAboveTheConcurrency_leaveNothingToTheOthers() {
    var scaling = scaling(PhysicsSettings.fast("").with("lambda-concurrency.max", "3"), 4);
    var random = new Random(1);

    assertThat(scaling.invoke(kind("f"), 0, random).refusedBy()).contains(Limit.LAMBDA_CONCURRENCY);
    assertThat(scaling.invoke(reserved("r", 4), 0, random).refusedBy()).isEmpty();
  }

  @Test
  void invoke_limitsOff_takesNoLock() {
    var scaling = scaling(PhysicsSettings.fast(""));
    synchronized (scaling) {
      var answer =
          supplyAsync(
              () -> {
                var admitted = scaling.invoke(kind("f"), 0, new Random(1));
                scaling.ended(kind("f"));
                return admitted;
              });

      assertThat(answer)
          .succeedsWithin(Duration.ofSeconds(20))
          .isEqualTo(new FunctionScaling.Answer(Optional.empty(), 0));
    }
  }

  @Test
  void ended_withoutInvocation_isRefused() {
    assertThatThrownBy(() -> scaling(AWS).ended(kind("f")))
        .isInstanceOf(IllegalStateException.class);
  }

  private static FunctionScaling scaling(PhysicsSettings settings) {
    return scaling(settings, 0);
  }

  private static FunctionScaling scaling(PhysicsSettings settings, int reserved) {
    return new FunctionScaling(Physics.of(settings), reserved);
  }

  private static FunctionScaling.Kind reserved(String name, int reserved) {
    return new FunctionScaling.Kind(name, OptionalInt.of(reserved), false);
  }

  private static FunctionScaling.Kind kind(String name) {
    return new FunctionScaling.Kind(name, OptionalInt.empty(), false);
  }
}
