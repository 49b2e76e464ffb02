package dev.fanfare.local.stepfunctions.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.local.stepfunctions.TestStates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.EvaluationFailedEventDetails;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Behaviour that recordings made on AWS show; each test names the year of its recording. */
class RecordedOnAwsTest {
  private static final String TASK =
      """
      {'QueryLanguage':'JSONata','StartAt':'Call','States':{
        'Call':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke',
          'Arguments':{'FunctionName':'f'%s},'Output':'{%% $states.result.Payload %%}','End':true}}}
      """;

  private static final String DISTRIBUTED =
      """
      {'QueryLanguage':'JSONata','StartAt':'Each','States':{
        'Each':{'Type':'Map',%s'ItemProcessor':{
          'ProcessorConfig':{'Mode':'DISTRIBUTED','ExecutionType':'STANDARD'},
          'StartAt':'Item','States':{'Item':{'Type':'Pass','End':true}}},'End':true}}}
      """;

  private final TestStates states = new TestStates();

  @AfterEach
  void close() {
    states.close();
  }

  private EvaluationFailedEventDetails evaluationFailed(DescribeExecutionResponse ended) {
    return states.history(ended.executionArn()).stream()
        .map(event -> event.evaluationFailedEventDetails())
        .filter(details -> details != null)
        .findFirst()
        .orElseThrow();
  }

  /** 2025. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ,'Payload':'0'            | 0
          ,'Payload':'0.0'          | 0.0
          ,'Payload':'{}'           | {}
          ,'Payload':'[]'           | []
          ,'Payload':'true'         | true
          ,'Payload':'"HelloWorld"' | "HelloWorld"
          ,'Payload':null           | {}
          ,'Payload':7              | 7
          ,'Payload':['x']          | ["x"]
          `` | {}
          """)
  void payload_ofALambdaTask_reachesTheFunction(String arguments, String event) {
    states.functions.answer("f", payload -> payload);
    // The harness turns single quotes into double ones.
    var json = arguments == null ? "" : arguments.replace("\"HelloWorld\"", "\\'HelloWorld\\'");

    states.run(TASK.formatted(json), "{}");

    assertThat(states.functions.calls()).containsExactly(event);
  }

  /** A Lambda function gets JSON only; Invoke refuses other bytes. */
  @Test
  void payload_thatIsNotJson_failsTheTask() {
    states.functions.answer("f", payload -> payload);

    var ended = states.run(TASK.formatted(",'Payload':'Hello'"), "{}");

    assertThat(ended.error()).isEqualTo("Lambda.InvalidRequestContentException");
    assertThat(ended.cause())
        .contains("Status Code: 400; Error Code: InvalidRequestContentException");
    assertThat(states.functions.calls()).isEmpty();
  }

  /** 2025. */
  @Test
  void function_thatDoesNotExist_isNamedByItsArn() {
    var ended = states.run(TASK.formatted(""), "{}");

    assertThat(ended.error()).isEqualTo("Lambda.ResourceNotFoundException");
    assertThat(ended.cause())
        .matches(
            "Function not found: arn:aws:lambda:eu-central-2:000000000000:function:f:\\$LATEST"
                + " \\(Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException;"
                + " Request ID: [0-9a-f-]{36}; Proxy: null\\)");
  }

  /** 2024. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "'{% $states.input.most %}'"})
  void maxItems_zero_readsAllItems(String maxItems) {
    states.objects.put(TestStates.BUCKET, "in.json", "[1,2,3]");

    var ended =
        states.run(
            DISTRIBUTED.formatted(
                "'ItemReader':{'Resource':'arn:aws:states:::s3:getObject','ReaderConfig':{"
                    + "'InputType':'JSON','MaxItems':"
                    + maxItems
                    + "},'Arguments':{'Bucket':'results','Key':'in.json'}},"),
            "{'most':0}");

    assertThat(ended.output()).isEqualTo("[1,2,3]");
  }

  /** 2024. */
  @Test
  void maxItems_negative_failsTheMapRun() {
    var ended =
        states.run(
            DISTRIBUTED.formatted(
                "'ItemReader':{'Resource':'arn:aws:states:::s3:listObjectsV2','ReaderConfig':{"
                    + "'MaxItems':'{% -1 %}'},'Arguments':{'Bucket':'results'}},"),
            "{}");

    assertThat(ended.error()).isEqualTo("States.ItemReaderFailed");
    assertThat(ended.cause()).isEqualTo("field MaxItems must be positive");
  }

  /** 2024. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2016-12-05 21:29:29Z",
        "2016-12-05T21:29:29",
        "2016-13-05T21:29:29Z",
        "2016-12-05T25:29:29Z",
        "05-12-2016T21:29:29Z"
      })
  void timestamp_thatCannotBeParsed_failsEvaluation(String timestamp) {
    var ended =
        states.run(
            """
            {'QueryLanguage':'JSONata','StartAt':'WaitState','States':{
              'WaitState':{'Type':'Wait','Timestamp':'{% $states.input.at %}','End':true}}}
            """,
            "{'at':'" + timestamp + "'}");

    assertThat(states.outline(ended.executionArn()))
        .containsExactly(
            "1<-0 ExecutionStarted",
            "2<-0 WaitStateEntered",
            "3<-2 EvaluationFailed",
            "4<-3 ExecutionFailed");
    assertThat(ended.error()).isEqualTo("States.QueryEvaluationError");
    assertThat(ended.cause())
        .isEqualTo(
            "An error occurred while executing the state 'WaitState' (entered at the event id #2)."
                + " The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time"
                + " format string: "
                + timestamp);
    assertThat(evaluationFailed(ended).location()).isEqualTo("Timestamp");
  }

  /** 2024. */
  @Test
  void evaluationFailed_inALaterState_followsWhatLedToTheState() {
    var ended =
        states.run(
            """
            {'QueryLanguage':'JSONata','StartAt':'One','States':{
              'One':{'Type':'Pass','Next':'Two'},'Two':{'Type':'Pass','Next':'Three'},
              'Three':{'Type':'Pass','Output':{'result':'{% $doesNotExist %}'},'End':true}}}
            """,
            "{}");

    assertThat(states.outline(ended.executionArn()))
        .endsWith(
            "5<-4 PassStateExited",
            "6<-5 PassStateEntered",
            "7<-5 EvaluationFailed",
            "8<-7 ExecutionFailed");
    assertThat(evaluationFailed(ended).location()).isEqualTo("Output/result");
  }

  /** 2024. */
  @Test
  void range_ofOneElement_isThatElement() {
    var ended =
        states.run(
            """
            {'QueryLanguage':'JSONata','StartAt':'P','States':{'P':{'Type':'Pass','End':true,
              'Output':['{% $range(1, 9, 9) %}','{% $range(1, 9, 2) %}','{% [$range(4, 4, 1)] %}']}}}
            """,
            "{}");

    assertThat(ended.output()).isEqualTo("[1,[1,3,5,7,9],[4]]");
  }

  /** 2024. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1 | 1",
        "'string' | \"string\"",
        "true | true",
        "{'foo':'bar'} | {\"foo\":\"bar\"}",
        "null | null"
      })
  void map_withoutItemsOverNoArray_failsWithoutALocation(String input, String shown) {
    var ended =
        states.run(
            DISTRIBUTED
                .formatted("")
                .replace("'StartAt':'Each',", "'StartAt':'Start',")
                .replace("'Each':{", "'Start':{'Type':'Pass','Next':'Each'},'Each':{"),
            input);

    assertThat(states.outline(ended.executionArn()))
        .endsWith(
            "4<-3 MapStateEntered",
            "5<-3 EvaluationFailed",
            "6<-5 MapStateFailed",
            "7<-6 ExecutionFailed");
    assertThat(ended.error()).isEqualTo("States.QueryEvaluationError");
    assertThat(ended.cause())
        .isEqualTo(
            "An error occurred while executing the state 'Each' (entered at the event id #4). Map"
                + " state input must be an array but was: "
                + shown);
    assertThat(evaluationFailed(ended).location()).isNull();
    assertThat(evaluationFailed(ended).state()).isEqualTo("Each");
  }

  /** 2024. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ToleratedFailurePercentage | 100.1 | ToleratedFailurePercentage must be between 0 and"
            + " 100.",
        "ToleratedFailurePercentage | -1 | ToleratedFailurePercentage must be between 0 and 100.",
        "ToleratedFailureCount | -1 | ToleratedFailureCount cannot be negative."
      })
  void tolerance_outsideItsRange_failsAfterTheMapStarted(String field, String value, String rule) {
    var ended =
        states.run(
            DISTRIBUTED.formatted("'Items':[0],'" + field + "':'{% $states.input.n %}',"),
            "{'n':" + value + "}");

    assertThat(states.outline(ended.executionArn()))
        .containsExactly(
            "1<-0 ExecutionStarted",
            "2<-0 MapStateEntered",
            "3<-2 MapStateStarted",
            "4<-3 ExecutionFailed");
    assertThat(ended.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(ended.error()).isEqualTo("States.Runtime");
    assertThat(ended.cause())
        .isEqualTo(
            "An error occurred while executing the state 'Each' (entered at the event id #2). "
                + rule);
  }

  /** 2024. */
  @Test
  void result_thatIsAFunction_isOfAnUnsupportedType() {
    var ended = states.run(DISTRIBUTED.formatted("'Items':'{% $fn := function($x){$x} %}',"), "{}");

    assertThat(ended.cause())
        .endsWith(
            "The JSONata expression '$fn := function($x){$x}' specified for the field 'Items'"
                + " returned an unsupported result type.");
  }
}
