package dev.fanfare.local.stepfunctions.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.local.stepfunctions.TestStates;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The history events and the output of each kind of state. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StateHistoryTest {
  private static final String TASK =
      """
      {'QueryLanguage':'JSONata','StartAt':'Call','States':{
        'Call':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke',
          'Arguments':{'FunctionName':'%s','Payload':{'n':'{%% $states.input.n %%}'}},
          'Output':'{%% $states.result.Payload %%}','TimeoutSeconds':5,'End':true}}}
      """;

  private static final String LISTING =
      """
      {'QueryLanguage':'JSONata','StartAt':'Look','States':{
        'Look':{'Type':'Task','Resource':'arn:aws:states:::aws-sdk:s3:listObjectsV2',
          'Arguments':{'Bucket':'%s','Prefix':'{%% $states.input.prefix %%}','MaxKeys':1},
          'Output':'{%% %s %%}','End':true}}}
      """;

  private final TestStates states = new TestStates();

  @AfterAll
  void close() {
    states.close();
  }

  @Test
  void task_functionAnswers_hasSevenEvents() {
    states.functions.answer("echo", payload -> payload);

    var ended = states.run(TASK.formatted("echo"), "{'n':1}");

    assertThat(ended.output()).isEqualTo("{\"n\":1}");
    assertThat(states.outline(ended.executionArn()))
        .containsExactly(
            "1<-0 ExecutionStarted",
            "2<-0 TaskStateEntered",
            "3<-2 TaskScheduled",
            "4<-3 TaskStarted",
            "5<-4 TaskSucceeded",
            "6<-5 TaskStateExited",
            "7<-6 ExecutionSucceeded");
    var scheduled = states.history(ended.executionArn()).get(2).taskScheduledEventDetails();
    assertThat(scheduled.parameters())
        .isEqualTo("{\"FunctionName\":\"echo\",\"Payload\":{\"n\":1}}");
    assertThat(scheduled.region()).isEqualTo("eu-central-2");
    assertThat(scheduled.timeoutInSeconds()).isEqualTo(5);
    var succeeded = states.history(ended.executionArn()).get(4).taskSucceededEventDetails();
    assertThat(succeeded.output())
        .contains("\"Payload\":{\"n\":1}", "\"StatusCode\":200", "\"ExecutedVersion\":\"$LATEST\"")
        .contains("\"Content-Length\":[\"7\"]", "\"x-amzn-Remapped-Content-Length\":\"0\"");
  }

  @Test
  void task_listingOfObjects_returnsThem() {
    states.objects.put(TestStates.BUCKET, "b/1/cancel", "x");
    states.objects.put(TestStates.BUCKET, "b/1/cancelled-by", "x");
    String count = "[$count($states.result.Contents), $states.result.KeyCount]";

    var some = states.run(LISTING.formatted(TestStates.BUCKET, count), "{'prefix':'b/1/cancel'}");
    var none = states.run(LISTING.formatted(TestStates.BUCKET, count), "{'prefix':'b/2/'}");

    assertThat(some.output()).isEqualTo("[1,1]");
    assertThat(none.output()).isEqualTo("[0,0]");
    var succeeded = states.history(some.executionArn()).get(4).taskSucceededEventDetails();
    assertThat(succeeded.resourceType()).isEqualTo("aws-sdk:s3");
    assertThat(succeeded.resource()).isEqualTo("listObjectsV2");
    assertThat(succeeded.output())
        .contains("\"IsTruncated\":true", "\"MaxKeys\":1", "\"Key\":\"b/1/cancel\"");
  }

  @Test
  void task_listingOfAnUnknownBucket_failsWithS3sError() {
    var ended = states.run(LISTING.formatted("nowhere", "1"), "{'prefix':''}");

    assertThat(ended.error()).isEqualTo("S3.S3Exception");
    assertThat(ended.cause()).contains("bucket does not exist");
  }

  @Test
  void task_functionThrows_failsWithItsErrorType() {
    states.functions.fail("thrower", "java.lang.IllegalStateException");

    var ended = states.run(TASK.formatted("thrower"), "{'n':1}");

    assertThat(ended.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(ended.error()).isEqualTo("java.lang.IllegalStateException");
    assertThat(ended.cause())
        .isEqualTo("{\"errorMessage\":\"boom\",\"errorType\":\"java.lang.IllegalStateException\"}");
    assertThat(states.outline(ended.executionArn()))
        .endsWith("4<-3 TaskStarted", "5<-4 TaskFailed", "6<-5 ExecutionFailed");
  }

  @Test
  void task_functionMissing_failsWithLambdasError() {
    var ended = states.run(TASK.formatted("nobody"), "{'n':1}");

    assertThat(ended.error()).isEqualTo("Lambda.ResourceNotFoundException");
    assertThat(ended.cause())
        .startsWith(
            "Function not found: arn:aws:lambda:eu-central-2:000000000000:function:nobody:$LATEST"
                + " (Service: AWSLambda; Status Code: 404; ");
  }

  @Test
  void task_answerTooLarge_exceedsDataLimit() {
    states.functions.answer("huge", payload -> "\"" + "x".repeat(256 * 1024) + "\"");

    var ended = states.run(TASK.formatted("huge"), "{'n':1}");

    assertThat(ended.error()).isEqualTo("States.DataLimitExceeded");
    assertThat(ended.cause())
        .isEqualTo(
            "The state/task 'lambda' returned a result with a size exceeding the maximum number of"
                + " bytes service limit.");
    assertThat(states.outline(ended.executionArn())).contains("5<-4 TaskFailed");
  }

  @Test
  void task_argumentThatIsNotSupported_failsByName() {
    states.functions.answer("echo", payload -> payload);

    var ended =
        states.run(
            TASK.formatted("echo")
                .replace(
                    "'Arguments':{'FunctionName':'echo','Payload':{'n':'{% $states.input.n %}'}}",
                    "'Arguments':'{% $states.input %}'"),
            "{'FunctionName':'echo','Qualifier':'7'}");

    assertThat(ended.error()).isEqualTo("States.Runtime");
    assertThat(ended.cause()).contains("NOT_SUPPORTED_LOCALLY: ", "\"Qualifier\"");
    assertThat(states.outline(ended.executionArn())).endsWith("3<-2 ExecutionFailed");
  }

  @Test
  void task_argumentUndefined_failsEvaluation() {
    states.functions.answer("echo", payload -> payload);

    var ended = states.run(TASK.formatted("echo"), "{}");

    assertThat(ended.error()).isEqualTo("States.QueryEvaluationError");
    assertThat(states.outline(ended.executionArn()))
        .endsWith("2<-0 TaskStateEntered", "3<-0 EvaluationFailed", "4<-3 ExecutionFailed");
    var failed = states.history(ended.executionArn()).get(2).evaluationFailedEventDetails();
    assertThat(failed.state()).isEqualTo("Call");
    assertThat(failed.location()).isEqualTo("Arguments/Payload/n");
    assertThat(failed.cause())
        .isEqualTo(
            "An error occurred while executing the state 'Call' (entered at the event id #2). The"
                + " JSONata expression '$states.input.n' specified for the field"
                + " 'Arguments/Payload/n' returned nothing (undefined).");
  }

  @Test
  void choice_conditionHolds_takesItsBranch() {
    var ended =
        states.run(
            """
            {'QueryLanguage':'JSONata','StartAt':'IsBig','States':{
              'IsBig':{'Type':'Choice','Choices':[
                  {'Condition':'{% $states.input.n > 10 %}','Next':'Big',
                   'Assign':{'size':'big'},'Output':{'was':'{% $states.input.n %}'}}],
                'Default':'Small'},
              'Big':{'Type':'Succeed','Output':['{% $size %}','{% $states.input.was %}']},
              'Small':{'Type':'Fail','Error':'TooSmall','Cause':'{% $string($states.input.n) %}'}}}
            """,
            "{'n':11}");

    assertThat(ended.output()).isEqualTo("[\"big\",11]");
    assertThat(states.outline(ended.executionArn()))
        .containsExactly(
            "1<-0 ExecutionStarted",
            "2<-0 ChoiceStateEntered",
            "3<-2 ChoiceStateExited",
            "4<-3 SucceedStateEntered",
            "5<-4 SucceedStateExited",
            "6<-5 ExecutionSucceeded");
    var exited = states.history(ended.executionArn()).get(2).stateExitedEventDetails();
    assertThat(exited.assignedVariables()).containsEntry("size", "\"big\"");
    assertThat(exited.assignedVariablesDetails().truncated()).isFalse();
  }

  @Test
  void choice_nothingMatches_fails() {
    var ended =
        states.run(
            """
            {'QueryLanguage':'JSONata','StartAt':'Never','States':{
              'Never':{'Type':'Choice','Choices':[{'Condition':false,'Next':'There'}]},
              'There':{'Type':'Pass','End':true}}}
            """,
            "{}");

    assertThat(ended.error()).isEqualTo("States.NoChoiceMatched");
    assertThat(states.outline(ended.executionArn())).endsWith("3<-2 ExecutionFailed");
  }

  @Test
  void choice_conditionNotBoolean_failsEvaluation() {
    var ended =
        states.run(
            """
            {'QueryLanguage':'JSONata','StartAt':'Odd','States':{
              'Odd':{'Type':'Choice','Choices':[{'Condition':'{% 1 %}','Next':'There'}]},
              'There':{'Type':'Pass','End':true}}}
            """,
            "{}");

    assertThat(ended.cause())
        .endsWith(
            "The JSONata expression '1' specified for the field 'Choices[0]/Condition' returned an"
                + " unexpected result type. Expected 'boolean', but was 'number' for value: 1");
  }

  @Test
  void fail_withErrorAndCause_endsTheExecution() {
    var ended =
        states.run(
            """
            {'QueryLanguage':'JSONata','StartAt':'Lost','States':{
              'Lost':{'Type':'Fail','Error':'Lost','Cause':'{% $states.input.why %}'}}}
            """,
            "{'why':'no map'}");

    assertThat(ended.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(ended.error() + ": " + ended.cause()).isEqualTo("Lost: no map");
    assertThat(states.outline(ended.executionArn()))
        .containsExactly("1<-0 ExecutionStarted", "2<-0 FailStateEntered", "3<-2 ExecutionFailed");
  }

  @Test
  void wait_seconds_endsAfterThem() {
    var arn =
        states.start(
            """
            {'QueryLanguage':'JSONata','StartAt':'Pause','States':{
              'Pause':{'Type':'Wait','Seconds':'{% $states.input.s %}','End':true}}}
            """,
            "{'s':3}");

    states.advance(1, Duration.ofMillis(2999));
    assertThat(states.describe(arn).status()).isEqualTo(ExecutionStatus.RUNNING);
    states.advance(1, Duration.ofMillis(1));

    assertThat(states.awaitEnd(arn).output()).isEqualTo("{\"s\":3}");
  }

  @Test
  void wait_timestampInThePast_continuesAtOnce() {
    var arn =
        states.start(
            """
            {'QueryLanguage':'JSONata','StartAt':'Pause','States':{
              'Pause':{'Type':'Wait','Timestamp':'2001-01-01T00:00:00Z','End':true}}}
            """,
            "{}");

    states.advance(1, Duration.ZERO);

    assertThat(states.awaitEnd(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
  }

  @Test
  void pass_withoutOutput_keepsTheInputsText() {
    var ended =
        states.run(
            "{'QueryLanguage':'JSONata','StartAt':'P','States':{'P':{'Type':'Pass','End':true}}}",
            "{ 'n' : 12345678901234567890123, 'd': 1.10 }");

    assertThat(ended.output()).isEqualTo("{ \"n\" : 12345678901234567890123, \"d\": 1.10 }");
  }

  @Test
  void assign_andOutput_seeTheValuesAtEntry() {
    var ended =
        states.run(
            """
            {'QueryLanguage':'JSONata','StartAt':'One','States':{
              'One':{'Type':'Pass','Assign':{'x':1},'Next':'Two'},
              'Two':{'Type':'Pass','Assign':{'x':'{% $x + 1 %}','y':'{% $x %}'},
                     'Output':'{% $x %}','Next':'Three'},
              'Three':{'Type':'Pass','Output':['{% $x %}','{% $y %}','{% $states.input %}'],'End':true}}}
            """,
            "{}");

    assertThat(ended.output()).isEqualTo("[2,1,1]");
  }

  @Test
  void context_inAnExpression_isComplete() {
    var ended =
        states.run(
            """
            {'QueryLanguage':'JSONata','StartAt':'Look','States':{
              'Look':{'Type':'Pass','Output':'{% $states.context %}','End':true}}}
            """,
            "{'a':null}");

    assertThat(ended.output())
        .contains(
            "\"Execution\":{\"Id\":\"" + ended.executionArn() + "\",\"Input\":{\"a\":null},",
            "\"StartTime\":\"2026-11-22T08:00:",
            "\"RedriveCount\":0",
            "\"Name\":\"Look\"",
            "\"RetryCount\":0",
            "\"StateMachine\":");
  }

  @Test
  void execution_endlessLoop_failsAtTheHistoryLimit() {
    var ended =
        states.run(
            """
            {'QueryLanguage':'JSONata','StartAt':'Again','States':{
              'Again':{'Type':'Pass','Next':'Again'}}}
            """,
            "{}");

    assertThat(ended.error()).isEqualTo("States.Runtime");
    assertThat(ended.cause())
        .isEqualTo("The execution reached the maximum number of history events (25000).");
    assertThat(
            states
                .client
                .getExecutionHistory(
                    r -> r.executionArn(ended.executionArn()).reverseOrder(true).maxResults(1))
                .events()
                .get(0)
                .id())
        .isEqualTo(25_000);
  }
}
