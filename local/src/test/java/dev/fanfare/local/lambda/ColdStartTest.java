package dev.fanfare.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.physics.LimitMeter;
import dev.fanfare.local.physics.Physics;
import dev.fanfare.local.physics.PhysicsSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A pool with Lambda's limits. */
class ColdStartTest extends ProbePool {
  private static final PhysicsSettings FAST = PhysicsSettings.fast("eu-central-2");
  private static final PhysicsSettings NEVER_STARTS =
      FAST.with("cold-start.min", "100000").with("cold-start.max", "100000");

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
  void invoke_whenAnotherAnswers_findsItsSlotFree() {
    start(FAST.with("lambda-concurrency.max", "1"));
    var both =
        pool.invoke("Blocking", json("null"))
            .thenCompose(first -> pool.invoke("Contextual", json("null")));

    latches.get("go").countDown();

    assertThat(both.join().functionError()).isEmpty();
  }

  @Test
  void invoke_aboveTheReservationDuringAColdStart_isRefusedAtOnce() {
    var physics = start(NEVER_STARTS, Clock.systemUTC(), probes.reserved("Contextual", 1));
    assertThat(pool.invoke("Contextual", json("null"))).isNotDone();

    var second = pool.invoke("Contextual", json("null"));

    assertThat(second).isDone();
    assertThatThrownBy(second::join)
        .cause()
        .isInstanceOfSatisfying(
            InvocationRejectedException.class,
            e ->
                assertThat(e.reason())
                    .contains("ReservedFunctionConcurrentInvocationLimitExceeded"));
    assertThat(physics.meter().rows(physics.settings()))
        .containsExactly(new LimitMeter.Row("cold-start", 1, 0, 100_000));
  }

  @Test
  void invoke_reservationOfAnotherFunction_isTakenFromTheConcurrency() {
    start(
        NEVER_STARTS.with("lambda-concurrency.max", "2"),
        Clock.systemUTC(),
        probes.reserved("Blocking", 1),
        probes.function("Contextual"));
    assertThat(pool.invoke("Contextual", json("null"))).isNotDone();

    assertRejected(pool.invoke("Contextual", json("null")), 429, "TooManyRequestsException");

    assertThat(pool.invoke("Blocking", json("null"))).isNotDone();
  }

  @Test
  void invoke_whileThePoolCloses_fails() {
    InstantSource closesThePool =
        () -> {
          pool.close();
          return Instant.EPOCH;
        };
    start(NEVER_STARTS, closesThePool.withZone(ZoneOffset.UTC), probes.function("Contextual"));

    var starting = pool.invoke("Contextual", json("null"));

    assertThat(starting).isDone();
    assertRejected(starting, 500, "ServiceException");
  }

  @Test
  void close_duringAColdStart_failsTheInvocation() {
    start(NEVER_STARTS);
    var starting = pool.invoke("Contextual", json("null"));

    pool.close();

    assertThat(starting).isDone();
    assertRejected(starting, 500, "ServiceException");
  }

  private Physics start(PhysicsSettings settings) {
    return start(
        settings, Clock.systemUTC(), probes.function("Contextual"), probes.function("Blocking"));
  }

  private Physics start(PhysicsSettings settings, Clock clock, FunctionSpec... functions) {
    var physics = Physics.of(settings);
    pool =
        new FunctionPool(
            List.of(functions),
            LocalAccount.DEFAULT,
            ProbeFunctions.LONG,
            clock,
            timers,
            physics,
            (function, stream, message) -> {});
    return physics;
  }
}
