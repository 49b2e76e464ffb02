package dev.fanfare.local.stepfunctions.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.local.physics.LimitMeter;
import dev.fanfare.local.physics.Physics;
import dev.fanfare.local.physics.PhysicsSettings;
import dev.fanfare.local.stepfunctions.TestStates;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Executions at the rates of AWS. */
class PacedStatesTest {
  private static final PhysicsSettings FAST = PhysicsSettings.fast("eu-central-2");
  private static final String PASSES =
      "{'QueryLanguage':'JSONata','StartAt':'A','States':{'A':{'Type':'Pass','Next':'B'},"
          + "'B':{'Type':'Pass','End':true}}}";
  private static final String INLINE = OnInlineMaps.map("'Items':[1,2,3]", OnInlineMaps.PASS);
  private static final String RETRIED =
      "{'QueryLanguage':'JSONata','StartAt':'Call','States':{'Call':{'Type':'Task',"
          + "'Resource':'arn:aws:states:::lambda:invoke','Arguments':{'FunctionName':'f'},"
          + "'Retry':[{'ErrorEquals':['Bad'],'IntervalSeconds':1,'MaxAttempts':1}],"
          + "'Output':'{% $states.result.Payload %}','End':true}}}";

  @Test
  void map_childrenStartAtTheDispatchRate() {
    var physics = Physics.of(FAST.with("map-dispatch.rate", "100"));
    try (var states = new TestStates(physics)) {
      states.functions.answer("push", payload -> payload);
      var execution = states.start(OnMapRuns.map("'Items':[1,2,3,4]"), "{}");

      for (int started = 1; started < 4; started++) {
        int now = started;
        TestStates.until(() -> states.functions.calls().size() == now);
        states.advance(1, Duration.ofMillis(10));
      }

      assertThat(states.awaitEnd(execution).output()).isEqualTo("[1,2,3,4]");
      assertThat(physics.meter().rows(physics.settings()))
          .containsExactly(new LimitMeter.Row("map-dispatch", 3, 0, 30));
    }
  }

  @Test
  void map_concurrencyOfTheSettings_limitsChildren() {
    var settings = FAST.with("map-dispatch.concurrency", "2").with("map-dispatch.burst", "10");
    try (var states = new TestStates(Physics.of(settings))) {
      states.functions.define("push", payload -> new java.util.concurrent.CompletableFuture<>());
      var execution = states.start(OnMapRuns.map("'Items':[1,2,3,4]"), "{}");

      TestStates.until(() -> states.functions.calls().size() == 2);

      assertThat(states.mapRun(execution).executionCounts().running()).isEqualTo(2);
      assertThat(states.mapRun(execution).executionCounts().pending()).isEqualTo(2);
    }
  }

  @Test
  void states_aboveTheTransitionRate_areEnteredLater() {
    var physics = Physics.of(FAST.with("transition.rate", "10").with("transition.burst", "1"));
    try (var states = new TestStates(physics)) {
      var execution = states.start(PASSES, "{}");

      states.advance(1, Duration.ofMillis(99));
      assertThat(states.describe(execution).status()).isEqualTo(ExecutionStatus.RUNNING);
      states.advance(1, Duration.ofMillis(1));

      assertThat(states.awaitEnd(execution).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
      assertThat(physics.meter().rows(physics.settings()))
          .containsExactly(new LimitMeter.Row("transition", 1, 0, 100));
    }
  }

  @Test
  void retry_aboveTheTransitionRate_waitsAfterItsDelay() {
    var physics = Physics.of(FAST.with("transition.rate", "0.5").with("transition.burst", "1"));
    try (var states = new TestStates(physics)) {
      states.functions.fail("f", "Bad");
      var execution = states.start(RETRIED, "{}");

      states.advance(1, Duration.ofSeconds(1));
      TestStates.until(() -> states.time.pendingTimers() == 1);
      assertThat(states.functions.calls()).hasSize(1);
      states.functions.answer("f", payload -> "7");
      states.advance(1, Duration.ofSeconds(1));

      assertThat(states.awaitEnd(execution).output()).isEqualTo("7");
      assertThat(physics.meter().rows(physics.settings()))
          .containsExactly(new LimitMeter.Row("transition", 1, 0, 1_000));
    }
  }

  @Test
  void inlineMap_iterations_waitForTheirTransitionsInOrder() {
    var physics = Physics.of(FAST.with("transition.rate", "10").with("transition.burst", "1"));
    try (var states = new TestStates(physics)) {
      var execution = states.start(INLINE, "{}");

      for (int waiting = 3; waiting > 0; waiting--) {
        states.advance(waiting, Duration.ofMillis(100));
      }

      assertThat(states.awaitEnd(execution).output()).isEqualTo("[1,2,3]");
      assertThat(physics.meter().rows(physics.settings()))
          .containsExactly(new LimitMeter.Row("transition", 3, 0, 600));
    }
  }

  @Test
  void stop_pendingTransition_isCancelled() {
    assertStopCancels(PASSES, 1, new LimitMeter.Row("transition", 1, 0, 100));
  }

  @Test
  void stop_pendingTransitionsOfIterations_areCancelled() {
    assertStopCancels(INLINE, 3, new LimitMeter.Row("transition", 3, 0, 600));
  }

  @Test
  void stop_pendingTransitionOfARetry_isCancelled() {
    var physics = Physics.of(FAST.with("transition.rate", "0.5").with("transition.burst", "1"));
    try (var states = new TestStates(physics)) {
      states.functions.fail("f", "Bad");
      var execution = states.start(RETRIED, "{}");
      states.advance(1, Duration.ofSeconds(1));
      TestStates.until(() -> states.time.pendingTimers() == 1);

      states.client.stopExecution(r -> r.executionArn(execution));

      assertThat(states.time.pendingTimers()).isZero();
      assertThat(physics.meter().rows(physics.settings()))
          .containsExactly(new LimitMeter.Row("transition", 1, 0, 1_000));
    }
  }

  private static void assertStopCancels(String definition, int timers, LimitMeter.Row row) {
    var physics = Physics.of(FAST.with("transition.rate", "10").with("transition.burst", "1"));
    try (var states = new TestStates(physics)) {
      var execution = states.start(definition, "{}");
      TestStates.until(() -> states.time.pendingTimers() == timers);

      states.client.stopExecution(r -> r.executionArn(execution));

      assertThat(states.time.pendingTimers()).isZero();
      assertThat(physics.meter().rows(physics.settings())).containsExactly(row);
    }
  }

  @Test
  void startExecution_aboveTheRate_isThrottledUntilTokensReturn() {
    var physics =
        Physics.of(FAST.with("start-execution.rate", "1").with("start-execution.burst", "1"));
    try (var states = new TestStates(physics);
        var client = TestStates.clientWithoutRetries(states.api.endpoint())) {
      var arn = states.create(PASSES);
      client.startExecution(r -> r.stateMachineArn(arn));

      assertThatThrownBy(() -> client.startExecution(r -> r.stateMachineArn(arn)))
          .isInstanceOfSatisfying(
              AwsServiceException.class,
              e -> {
                assertThat(e.statusCode()).isEqualTo(400);
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ThrottlingException");
                assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Rate exceeded");
                assertThat(e.isThrottlingException()).isTrue();
              });
      states.time.advance(Duration.ofSeconds(1));

      assertThat(client.startExecution(r -> r.stateMachineArn(arn)).executionArn()).isNotEmpty();
      assertThat(physics.meter().rows(physics.settings()))
          .isEqualTo(List.of(new LimitMeter.Row("start-execution", 0, 1, 0)));
    }
  }
}
