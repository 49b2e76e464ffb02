package dev.fanfare.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.physics.LimitMeter;
import dev.fanfare.local.physics.Physics;
import dev.fanfare.local.physics.PhysicsSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A pool with Lambda's limits. */
class ColdStartTest extends ProbePool {
  private static final PhysicsSettings FAST = PhysicsSettings.fast("eu-central-2");

  @Test
  void invoke_withoutEnvironment_takesAtLeastTheColdStart() {
    var physics = start(FAST.with("cold-start.min", "80").with("cold-start.max", "80"));
    long before = System.nanoTime();

    answer("Contextual", "null");

    // A lower bound: a busy machine only takes longer.
    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isGreaterThanOrEqualTo(Duration.ofMillis(80));
    answer("Contextual", "null");
    assertThat(physics.meter().rows(physics.settings()))
        .containsExactly(new LimitMeter.Row("cold-start", 1, 0, 80));
  }

  @Test
  void invoke_aboveTheConcurrencyOfTheAccount_isRefusedUntilOneEnds() {
    var physics = start(FAST.with("lambda-concurrency.max", "1"));
    var running = pool.invoke("Blocking", json("null"));

    assertRejected(pool.invoke("Contextual", json("null")), 429, "TooManyRequestsException");
    latches.get("go").countDown();
    running.join();

    answer("Contextual", "null");
    assertThat(pool.concurrency()).isEqualTo(1);
    assertThat(physics.meter().rows(physics.settings()))
        .containsExactly(new LimitMeter.Row("lambda-concurrency", 0, 1, 0));
  }

  @Test
  void close_duringAColdStart_cancelsTheInvocation() {
    start(FAST.with("cold-start.min", "100000").with("cold-start.max", "100000"));
    var starting = pool.invoke("Contextual", json("null"));

    pool.close();

    assertThat(starting).isCompletedExceptionally();
  }

  private Physics start(PhysicsSettings settings) {
    var physics = Physics.of(settings);
    pool =
        new FunctionPool(
            List.of(probes.function("Contextual"), probes.function("Blocking")),
            LocalAccount.DEFAULT,
            ProbeFunctions.LONG,
            Clock.systemUTC(),
            timers,
            physics,
            (function, stream, message) -> {});
    return physics;
  }
}
