package dev.fanfare.local.stepfunctions.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.local.lambda.Invocation;
import dev.fanfare.local.stepfunctions.ScriptedFunctions;
import dev.fanfare.local.stepfunctions.TestStates;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Retry, Catch and timeouts, with time that the test controls. */
class ErrorHandlingTest {
  private static final String TASK =
      """
      {'QueryLanguage':'JSONata','StartAt':'Call','States':{
        'Call':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke',
          'Arguments':{'FunctionName':'f','Payload':'{%% $states.context.State.RetryCount %%}'},
          %s'End':true},
        'Caught':{'Type':'Pass','End':true}}}
      """;

  private final TestStates states = new TestStates();

  @AfterEach
  void close() {
    states.close();
  }

  private static String task(String fields) {
    var definition = TASK.formatted(fields);
    return fields.contains("'Next':'Caught'")
        ? definition
        : definition.replace(",\n  'Caught':{'Type':'Pass','End':true}", "");
  }

  @Test
  void retry_failsEveryTime_backsOffUpToTheMaximumDelay() {
    states.functions.fail("f", "Boom");
    var arn =
        states.start(
            task(
                "'Retry':[{'ErrorEquals':['Other'],'MaxAttempts':9},{'ErrorEquals':['Boom'],"
                    + "'IntervalSeconds':2,'MaxAttempts':3,'BackoffRate':3,'MaxDelaySeconds':10}],"),
            "{}");

    for (int seconds : new int[] {2, 6, 10}) {
      states.advance(1, Duration.ofSeconds(seconds));
    }

    assertThat(states.awaitEnd(arn).error()).isEqualTo("Boom");
    assertThat(states.time.delays())
        .containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(6), Duration.ofSeconds(10));
    assertThat(states.functions.calls()).containsExactly("0", "1", "2", "3");
    assertThat(states.outline(arn))
        .startsWith(
            "1<-0 ExecutionStarted",
            "2<-0 TaskStateEntered",
            "3<-2 TaskScheduled",
            "4<-3 TaskStarted",
            "5<-4 TaskFailed",
            "6<-5 TaskScheduled",
            "7<-6 TaskStarted",
            "8<-7 TaskFailed")
        .endsWith("14<-13 TaskFailed", "15<-14 ExecutionFailed");
  }

  @Test
  void retry_succeedsTheSecondTime_continues() {
    states.functions.define(
        "f",
        payload ->
            CompletableFuture.completedFuture(
                payload.equals("0")
                    ? ScriptedFunctions.invocation(
                        "{\"errorType\":\"Once\"}", java.util.Optional.of("Unhandled"))
                    : ScriptedFunctions.ok(payload)));
    var arn = states.start(task("'Retry':[{'ErrorEquals':['States.ALL']}],"), "{}");

    states.advance(1, Duration.ofSeconds(1));

    assertThat(states.awaitEnd(arn).output()).contains("\"Payload\":1");
  }

  @ParameterizedTest
  @CsvSource({
    "Boom, States.ALL, true",
    "Boom, States.TaskFailed, true",
    "Boom, Boom, true",
    "Boom, Bo, false",
    "States.Timeout, States.TaskFailed, false",
    "States.Timeout, States.Timeout, true",
    "States.DataLimitExceeded, States.ALL, true",
    "States.Runtime, States.ALL, false",
    "States.Runtime, States.Runtime, false"
  })
  void catcher_listingAName_coversCertainErrors(String error, String listed, boolean covered) {
    states.functions.fail("f", error);

    var ended =
        states.run(task("'Catch':[{'ErrorEquals':['" + listed + "'],'Next':'Caught'}],"), "{}");

    assertThat(ended.status())
        .isEqualTo(covered ? ExecutionStatus.SUCCEEDED : ExecutionStatus.FAILED);
  }

  @Test
  void catcher_withoutOutput_passesOnErrorAndCause() {
    states.functions.fail("f", "Boom");

    var ended =
        states.run(
            task(
                "'Catch':[{'ErrorEquals':['States.ALL'],'Next':'Caught',"
                    + "'Assign':{'e':'{% $states.errorOutput.Error %}'}}],"),
            "{}");

    assertThat(ended.output())
        .isEqualTo(
            "{\"Error\":\"Boom\",\"Cause\":\"{\\\"errorMessage\\\":\\\"boom\\\","
                + "\\\"errorType\\\":\\\"Boom\\\"}\"}");
    assertThat(states.outline(ended.executionArn()))
        .containsSubsequence("5<-4 TaskFailed", "6<-5 TaskStateExited", "7<-6 PassStateEntered");
    assertThat(
            states
                .history(ended.executionArn())
                .get(5)
                .stateExitedEventDetails()
                .assignedVariables())
        .containsEntry("e", "\"Boom\"");
  }

  @Test
  void catcher_itsExpressionFails_failsTheExecution() {
    states.functions.fail("f", "Boom");

    var ended =
        states.run(
            task(
                "'Catch':[{'ErrorEquals':['States.ALL'],'Next':'Caught','Output':'{% $nope %}'}],"),
            "{}");

    assertThat(ended.error()).isEqualTo("States.QueryEvaluationError");
    assertThat(
            states.history(ended.executionArn()).get(5).evaluationFailedEventDetails().location())
        .isEqualTo("Catch[0]/Output");
  }

  @Test
  void task_tooLong_timesOutAndDropsTheLateAnswer() {
    var late = new CompletableFuture<Invocation>();
    states.functions.define("f", payload -> late);
    var arn =
        states.start(
            task(
                "'TimeoutSeconds':5,'Catch':[{'ErrorEquals':['States.Timeout'],'Next':'Caught'}],"),
            "{}");

    states.advance(1, Duration.ofSeconds(5));
    var ended = states.awaitEnd(arn);
    late.complete(ScriptedFunctions.ok("1"));

    assertThat(ended.output()).isEqualTo("{\"Error\":\"States.Timeout\",\"Cause\":\"\"}");
    assertThat(states.outline(arn))
        .containsSubsequence("5<-4 TaskTimedOut", "6<-5 TaskStateExited")
        .hasSize(9);
    assertThat(states.history(arn).get(4).taskTimedOutEventDetails().error())
        .isEqualTo("States.Timeout");
  }

  @Test
  void execution_tooLong_timesOut() {
    states.functions.define("f", payload -> new CompletableFuture<>());
    var arn = states.start("{'TimeoutSeconds':7," + task("").substring(1), "{}");

    states.advance(1, Duration.ofSeconds(7));

    assertThat(states.awaitEnd(arn).status()).isEqualTo(ExecutionStatus.TIMED_OUT);
    assertThat(states.outline(arn)).endsWith("4<-3 TaskStarted", "5<-4 ExecutionTimedOut");
  }

  @Test
  void stop_whileAFunctionRuns_abortsAndDropsItsAnswer() {
    var running = new CompletableFuture<Invocation>();
    states.functions.define("f", payload -> running);
    var arn = states.start(task("'TimeoutSeconds':60,"), "{}");
    TestStates.until(() -> states.functions.calls().size() == 1);

    states.client.stopExecution(r -> r.executionArn(arn).error("Enough").cause("said so"));
    running.complete(ScriptedFunctions.ok("1"));

    var ended = states.describe(arn);
    assertThat(ended.status()).isEqualTo(ExecutionStatus.ABORTED);
    assertThat(ended.error() + ended.cause()).isEqualTo("Enoughsaid so");
    assertThat(states.outline(arn)).endsWith("4<-3 TaskStarted", "5<-0 ExecutionAborted");
    assertThat(states.time.pendingTimers()).isZero();
  }
}
