package dev.fanfare.local.stepfunctions.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.local.stepfunctions.ScriptedFunctions;
import dev.fanfare.local.stepfunctions.TestStates;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Failures of inline Maps. The histories are as in recordings made on AWS, where the test says so.
 */
class InlineMapFailuresTest extends OnInlineMaps {
  /** Recorded in 2024: the first iteration that fails aborts the others. */
  @Test
  void map_whoseIterationFails_abortsTheOthers() {
    holdAnswers();
    var arn = states.start(map("'Items':[0,1,2,3]", CALL), "{}");
    TestStates.until(() -> running.size() == 4);

    running
        .get("0")
        .complete(
            ScriptedFunctions.invocation(
                "{\"errorType\":\"Bad\"}", java.util.Optional.of("Unhandled")));

    assertThat(states.awaitEnd(arn).error()).isEqualTo("Bad");
    assertThat(states.outline(arn).subList(19, 30))
        .containsExactly(
            "20<-16 TaskFailed",
            "21<-20 MapIterationFailed",
            "22<-20 TaskStateAborted",
            "23<-20 MapIterationAborted",
            "24<-20 TaskStateAborted",
            "25<-20 MapIterationAborted",
            "26<-20 TaskStateAborted",
            "27<-20 MapIterationAborted",
            "28<-20 TaskStateAborted",
            "29<-20 MapStateFailed",
            "30<-29 ExecutionFailed");
    assertThat(states.history(arn).get(26).mapIterationAbortedEventDetails().index()).isEqualTo(3);
    assertThat(states.time.pendingTimers()).isZero();
  }

  /** Recorded in 2023. */
  @Test
  void map_thatIsRetried_startsAllIterationsAgain() {
    var arn =
        states.start(
            map("'Items':[1],'Retry':[{'ErrorEquals':['States.ALL'],'MaxAttempts':1}]", FAIL),
            "{}");

    states.advance(1, Duration.ofSeconds(1));

    assertThat(states.awaitEnd(arn).error()).isEqualTo("HandleItemFailError");
    assertThat(states.outline(arn))
        .endsWith(
            "3<-2 MapStateStarted",
            "4<-3 MapIterationStarted",
            "5<-4 FailStateEntered",
            "6<-5 MapIterationFailed",
            "7<-5 MapStateStarted",
            "8<-7 MapIterationStarted",
            "9<-8 FailStateEntered",
            "10<-9 MapIterationFailed",
            "11<-9 MapStateFailed",
            "12<-11 ExecutionFailed");
  }

  /** Recorded in 2023. */
  @Test
  void map_whoseFailureIsCaught_continues() {
    var ended =
        states.run(
            map(
                "'Items':[1],'Catch':[{'ErrorEquals':['HandleItemFailError'],'Next':'Caught',"
                    + "'Assign':{'why':'{% $states.errorOutput.Cause %}'}}]",
                FAIL,
                ",'Caught':{'Type':'Pass','Output':['{% $why %}','{% $states.input.Error"
                    + " %}'],'End':true}"),
            "{}");

    assertThat(ended.output()).isEqualTo("[\"HandleItemFailCause\",\"HandleItemFailError\"]");
    assertThat(states.outline(ended.executionArn()))
        .endsWith(
            "5<-4 FailStateEntered",
            "6<-5 MapIterationFailed",
            "7<-5 MapStateFailed",
            "8<-7 MapStateExited",
            "9<-8 PassStateEntered",
            "10<-9 PassStateExited",
            "11<-10 ExecutionSucceeded");
  }

  /** Recorded in 2024. */
  @Test
  void evaluation_thatFailsInAnIteration_failsTheIteration() {
    var definition =
        map(
            "'Items':[1,2],'MaxConcurrency':1",
            "'Item':{'Type':'Pass','Next':'Last'},"
                + "'Last':{'Type':'Pass','Output':{'error':'{% $none %}'},'End':true}");

    var ended = states.run(definition, "{}");

    assertThat(states.outline(ended.executionArn()))
        .endsWith(
            "6<-5 PassStateExited",
            "7<-6 PassStateEntered",
            "8<-6 EvaluationFailed",
            "9<-8 MapIterationFailed",
            "10<-8 MapStateFailed",
            "11<-10 ExecutionFailed");
    assertThat(ended.cause())
        .isEqualTo(
            "An error occurred while executing the state 'Last' (entered at the event id #7). The"
                + " JSONata expression '$none' specified for the field 'Output/error' returned"
                + " nothing (undefined).");
  }

  /** Recorded in 2025: AWS accepts a tolerance; its documentation says that any failure counts. */
  @Test
  void tolerance_ofAnInlineMap_hasNoEffect() {
    var tolerant = "'Items':[1],'ToleratedFailureCount':'{% 1 %}','ToleratedFailurePercentage':100";

    assertThat(states.run(map(tolerant, PASS), "{}").output()).isEqualTo("[1]");
    assertThat(states.run(map(tolerant, FAIL), "{}").status()).isEqualTo(ExecutionStatus.FAILED);
  }

  @Test
  void item_thatIsTooLarge_failsTheMapAndStartsNoOther() {
    var twice =
        "'ItemSelector':{'a':'{% $states.context.Map.Item.Value %}',"
            + "'b':'{% $states.context.Map.Item.Value %}'}";

    var ended = states.run(map(twice, PASS), "[1,'" + "x".repeat(200 * 1024) + "',3]");

    assertThat(ended.error()).isEqualTo("States.DataLimitExceeded");
    assertThat(states.outline(ended.executionArn()))
        .endsWith(
            "4<-3 MapIterationStarted",
            "5<-3 MapIterationAborted",
            "6<-5 MapStateFailed",
            "7<-6 ExecutionFailed");
  }

  @Test
  void selector_thatFails_failsTheMap() {
    var ended = states.run(map("'Items':[1],'ItemSelector':{'x':'{% $none %}'}", PASS), "{}");

    assertThat(states.outline(ended.executionArn()))
        .endsWith(
            "3<-2 MapStateStarted",
            "4<-0 EvaluationFailed",
            "5<-4 MapStateFailed",
            "6<-5 ExecutionFailed");
  }
}
