package dev.fanfare.local.states.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fanfare.local.functions.Invocation;
import dev.fanfare.local.states.ScriptedFunctions;
import dev.fanfare.local.states.TestStates;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.MapRunExecutionCounts;
import software.amazon.awssdk.services.sfn.model.MapRunStatus;

/** Distributed Maps: children, counters, tolerance, live changes, and what is left behind. */
class MapRunTest {
  private static final String PUSH =
      """
      'ItemProcessor':{'ProcessorConfig':{'Mode':'DISTRIBUTED','ExecutionType':'STANDARD'},
        'StartAt':'Push','States':{'Push':{'Type':'Task',
          'Resource':'arn:aws:states:::lambda:invoke',
          'Arguments':{'FunctionName':'push','Payload':'{% $states.input %}'},
          'Output':'{% $states.result.Payload %}','End':true}}}
      """;

  private final TestStates states = new TestStates();
  private final ObjectMapper mapper = new ObjectMapper();
  private final Map<String, CompletableFuture<Invocation>> running = new ConcurrentHashMap<>();

  @AfterEach
  void close() {
    states.close();
  }

  /** A machine of one Map, which runs the function {@code push} for each item. */
  static String map(String fields) {
    return "{'QueryLanguage':'JSONata','StartAt':'Each','States':{'Each':{'Type':'Map','Label':'Each',"
        + fields
        + ",'End':true,"
        + PUSH
        + "}}}";
  }

  private void holdAnswers() {
    states.functions.define(
        "push", payload -> running.computeIfAbsent(payload, p -> new CompletableFuture<>()));
  }

  private static long sum(MapRunExecutionCounts c) {
    return c.pending() + c.running() + c.succeeded() + c.failed() + c.timedOut() + c.aborted();
  }

  @Test
  void map_overItems_hasAwsEventsAndOrderedOutput() {
    states.functions.answer("push", payload -> payload);

    var ended =
        states.run(
            map(
                "'Items':'{% $states.input.list %}','ItemSelector':{"
                    + "'i':'{% $states.context.Map.Item.Index %}',"
                    + "'v':'{% $states.context.Map.Item.Value %}',"
                    + "'s':'{% $states.context.Map.Item.Source %}'}"),
            "{'list':['a',null]}");

    assertThat(ended.output())
        .isEqualTo(
            "[{\"i\":0,\"v\":\"a\",\"s\":\"STATE_DATA\"},{\"i\":1,\"v\":null,\"s\":\"STATE_DATA\"}]");
    assertThat(states.outline(ended.executionArn()))
        .containsExactly(
            "1<-0 ExecutionStarted",
            "2<-0 MapStateEntered",
            "3<-2 MapStateStarted",
            "4<-3 MapRunStarted",
            "5<-4 MapRunSucceeded",
            "6<-5 MapStateSucceeded",
            "7<-4 MapStateExited",
            "8<-7 ExecutionSucceeded");
    assertThat(states.history(ended.executionArn()).get(2).mapStateStartedEventDetails().length())
        .isEqualTo(2);
  }

  @Test
  void children_ofAMapRun_areExecutionsOfTheirOwn() {
    states.functions.answer("push", payload -> payload);
    var ended = states.run(map("'Items':[1,2]"), "{}");
    var mapRun = states.mapRun(ended.executionArn());

    var children = states.client.listExecutions(r -> r.mapRunArn(mapRun.mapRunArn())).executions();

    assertThat(mapRun.mapRunArn())
        .matches("arn:aws:states:eu-central-2:0+:mapRun:machine-1/Each:.+");
    assertThat(children).hasSize(2).allMatch(child -> child.itemCount() == 1);
    var child = states.describe(children.get(0).executionArn());
    assertThat(child.executionArn())
        .isEqualTo(
            "arn:aws:states:eu-central-2:000000000000:execution:machine-1/Each:" + child.name());
    assertThat(child.name().charAt(14)).isEqualTo('3');
    assertThat(child.stateMachineArn())
        .isEqualTo("arn:aws:states:eu-central-2:000000000000:stateMachine:machine-1/Each");
    assertThat(child.mapRunArn()).isEqualTo(mapRun.mapRunArn());
    assertThat(states.outline(child.executionArn())).hasSize(7);
    assertThat(states.client.listMapRuns(r -> r.executionArn(ended.executionArn())).mapRuns())
        .singleElement()
        .satisfies(
            listed -> {
              assertThat(listed.stateMachineArn()).isEqualTo(child.stateMachineArn());
              assertThat(listed.stopDate()).isNotNull();
            });
  }

  @Test
  void map_overAListing_readsEveryKeyAndSaysLengthZero() throws Exception {
    states.functions.answer("push", payload -> payload);
    IntStream.range(0, 1_500)
        .forEach(i -> states.objects.put(TestStates.BUCKET, "in/%05d".formatted(i), "x"));
    states.objects.put(TestStates.BUCKET, "inside", "x");

    var ended =
        states.run(
            map(
                "'ItemReader':{'Resource':'arn:aws:states:::s3:listObjectsV2','Arguments':{"
                    + "'Bucket':'results','Prefix':'{% $states.input.in %}'}},"
                    + "'Output':'{% $count($states.result) %}'"),
            "{'in':'in/'}");

    assertThat(ended.output()).isEqualTo("1500");
    assertThat(states.history(ended.executionArn()).get(2).mapStateStartedEventDetails().length())
        .isZero();
    var item = mapper.readTree(states.functions.calls().get(0));
    assertThat(item.fieldNames())
        .toIterable()
        .containsExactly("Etag", "Key", "LastModified", "Size", "StorageClass");
    assertThat(item.get("LastModified").asLong()).isEqualTo(1_700_000_000);
    assertThat(new HashSet<>(states.functions.calls())).hasSize(1_500);
  }

  @Test
  void map_overAnEmptyListing_succeedsWithoutChildren() {
    var ended =
        states.run(
            map(
                "'ItemReader':{'Resource':'arn:aws:states:::s3:listObjectsV2','Arguments':{"
                    + "'Bucket':'results','Prefix':'nothing/'}}"),
            "{}");

    assertThat(ended.output()).isEqualTo("[]");
    assertThat(states.mapRun(ended.executionArn()).executionCounts().total()).isZero();
  }

  @Test
  void map_overJsonLinesWithMaxItems_takesTheFirst() {
    states.functions.answer("push", payload -> payload);
    states.objects.put(TestStates.BUCKET, "in.jsonl", "{\"a\":1}\n{\"a\":2}\n\n{\"a\":3}\n");

    var ended =
        states.run(
            map(
                "'ItemReader':{'Resource':'arn:aws:states:::s3:getObject',"
                    + "'ReaderConfig':{'InputType':'JSONL','MaxItems':'{% $n := 2 %}'},"
                    + "'Arguments':{'Bucket':'results','Key':'in.jsonl'}}"),
            "{}");

    assertThat(ended.output()).isEqualTo("[{\"a\":1},{\"a\":2}]");
  }

  @Test
  void map_overAMissingBucket_failsTheMapRun() {
    var ended =
        states.run(
            map(
                "'ItemReader':{'Resource':'arn:aws:states:::s3:listObjectsV2',"
                    + "'Arguments':{'Bucket':'nowhere','Prefix':'in/'}}"),
            "{}");

    assertThat(ended.error()).isEqualTo("States.ItemReaderFailed");
    assertThat(states.outline(ended.executionArn()))
        .endsWith(
            "4<-3 MapRunStarted",
            "5<-4 MapRunFailed",
            "6<-5 MapStateFailed",
            "7<-6 ExecutionFailed");
  }

  @Test
  void map_itemsNotAnArray_failsEvaluationAsAwsDoes() {
    var ended = states.run(map("'Items':'{% \\'string\\' %}'".replace("\\'", "\\u0027")), "{}");

    assertThat(states.outline(ended.executionArn()))
        .endsWith(
            "2<-0 MapStateEntered",
            "3<-0 EvaluationFailed",
            "4<-3 MapStateFailed",
            "5<-4 ExecutionFailed");
    assertThat(ended.cause())
        .isEqualTo(
            "An error occurred while executing the state 'Each' (entered at the event id #2). The"
                + " JSONata expression ''string'' specified for the field 'Items' returned an"
                + " unexpected result type. Expected 'array', but was 'string' for value:"
                + " \"string\"");
  }

  @Test
  void map_moreFailuresThanTolerated_fails() {
    states.functions.define(
        "push",
        payload ->
            CompletableFuture.completedFuture(
                payload.equals("1") || payload.equals("2")
                    ? ScriptedFunctions.invocation(
                        "{\"errorType\":\"Bad\"}", java.util.Optional.of("Unhandled"))
                    : ScriptedFunctions.ok(payload)));

    var tolerated = states.run(map("'Items':[1,2,3,4],'ToleratedFailurePercentage':50"), "{}");
    var exceeded =
        states.run(map("'Items':[1,2,3,4],'ToleratedFailureCount':1,'MaxConcurrency':1"), "{}");

    assertThat(tolerated.output()).isEqualTo("[3,4]");
    assertThat(exceeded.error()).isEqualTo("States.ExceedToleratedFailureThreshold");
    assertThat(exceeded.cause())
        .isEqualTo("The specified tolerated failure threshold was exceeded");
    var counts = states.mapRun(exceeded.executionArn()).executionCounts();
    assertThat(counts.failed()).isEqualTo(2);
    assertThat(counts.pending()).isEqualTo(2);
    assertThat(states.mapRun(exceeded.executionArn()).status()).isEqualTo(MapRunStatus.FAILED);
  }

  @Test
  void update_ofMaxConcurrency_takesEffectWhileRunning() {
    holdAnswers();
    var arn = states.start(map("'Items':[1,2,3,4,5],'MaxConcurrency':2"), "{}");
    TestStates.until(() -> running.size() == 2);
    var mapRunArn = states.mapRun(arn).mapRunArn();
    assertThat(states.mapRun(arn).executionCounts().pending()).isEqualTo(3);

    states.client.updateMapRun(r -> r.mapRunArn(mapRunArn).maxConcurrency(4));
    TestStates.until(() -> running.size() == 4);
    states.client.updateMapRun(r -> r.mapRunArn(mapRunArn).maxConcurrency(1));
    running.get("1").complete(ScriptedFunctions.ok("1"));
    TestStates.until(() -> states.mapRun(arn).executionCounts().succeeded() == 1);

    assertThat(states.mapRun(arn).maxConcurrency()).isEqualTo(1);
    assertThat(states.mapRun(arn).executionCounts().running()).isEqualTo(3);
    assertThat(sum(states.mapRun(arn).executionCounts())).isEqualTo(5);
    assertThat(running).hasSize(4);
    for (var payload : new String[] {"2", "3", "4"}) {
      running.get(payload).complete(ScriptedFunctions.ok(payload));
    }
    TestStates.until(() -> running.size() == 5);
    running.get("5").complete(ScriptedFunctions.ok("5"));
    assertThat(states.awaitEnd(arn).output()).isEqualTo("[1,2,3,4,5]");
  }

  @Test
  void stop_ofTheParent_abortsTheChildrenAndDropsTheirAnswers() {
    holdAnswers();
    var arn = states.start(map("'Items':[1,2,3],'MaxConcurrency':2"), "{}");
    TestStates.until(() -> running.size() == 2);

    states.client.stopExecution(r -> r.executionArn(arn));
    TestStates.until(() -> states.mapRun(arn).status() == MapRunStatus.ABORTED);
    running.get("1").complete(ScriptedFunctions.ok("1"));

    var counts = states.mapRun(arn).executionCounts();
    assertThat(counts.aborted()).isEqualTo(2);
    assertThat(counts.pending()).isEqualTo(1);
    assertThat(sum(counts)).isEqualTo(3);
    assertThat(
            states
                .client
                .listExecutions(r -> r.mapRunArn(states.mapRun(arn).mapRunArn()))
                .executions())
        .hasSize(2)
        .allMatch(child -> child.status() == ExecutionStatus.ABORTED);
    assertThat(states.outline(arn)).endsWith("4<-3 MapRunStarted", "5<-0 ExecutionAborted");
  }

  @Test
  void child_ofADistributedMap_doesNotSeeOuterVariables() {
    var ended =
        states.run(
            """
            {'QueryLanguage':'JSONata','StartAt':'Set','States':{
              'Set':{'Type':'Pass','Assign':{'outer':7},'Next':'Each'},
              'Each':{'Type':'Map','Label':'Each','Items':[1],
                'ItemSelector':{'seen':'{% $outer %}'},
                'ItemProcessor':{'ProcessorConfig':{'Mode':'DISTRIBUTED','ExecutionType':'STANDARD'},
                  'StartAt':'Look','States':{'Look':{'Type':'Pass',
                    'Output':['{% $states.input.seen %}','{% $exists($outer) %}'],'End':true}}},
                'End':true}}}
            """,
            "{}");

    assertThat(ended.output()).isEqualTo("[[7,false]]");
  }

  @Test
  void map_retriedThenCaught_startsANewMapRunEachTime() {
    states.functions.fail("push", "Bad");
    var definition =
        map("'Items':[1],'Retry':[{'ErrorEquals':['States.ALL'],'MaxAttempts':1}],"
                + "'Catch':[{'ErrorEquals':['States.ExceedToleratedFailureThreshold'],"
                + "'Next':'After'}]")
            .replaceFirst("}}$", ",'After':{'Type':'Succeed'}}}");
    var arn = states.start(definition, "{}");

    states.advance(1, java.time.Duration.ofSeconds(1));

    assertThat(states.awaitEnd(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(states.client.listMapRuns(r -> r.executionArn(arn)).mapRuns()).hasSize(2);
    assertThat(states.outline(arn))
        .containsSubsequence(
            "5<-4 MapRunFailed",
            "6<-5 MapStateFailed",
            "7<-6 MapStateStarted",
            "8<-7 MapRunStarted",
            "9<-8 MapRunFailed",
            "10<-9 MapStateFailed",
            "11<-10 MapStateExited",
            "12<-11 SucceedStateEntered");
  }

  @Test
  void map_outputAboveTheLimit_exceedsDataLimit() {
    states.functions.answer("push", payload -> "\"" + "x".repeat(200 * 1024) + "\"");

    var ended = states.run(map("'Items':[1,2]"), "{}");

    assertThat(ended.error()).isEqualTo("States.DataLimitExceeded");
  }

  @Test
  void itemSelector_thatFails_failsTheMapRun() {
    var ended = states.run(map("'Items':[1,2],'ItemSelector':{'x':'{% $nothing %}'}"), "{}");

    assertThat(ended.error()).isEqualTo("States.QueryEvaluationError");
    assertThat(states.outline(ended.executionArn())).contains("5<-4 MapRunFailed");
  }

  @Test
  void percentage_outsideItsRange_failsTheExecutionDirectly() {
    var ended =
        states.run(
            map("'Items':[1],'ToleratedFailurePercentage':'{% $states.input.p %}'"), "{'p':100.1}");

    assertThat(ended.error()).isEqualTo("States.Runtime");
    assertThat(ended.cause()).endsWith("ToleratedFailurePercentage must be between 0 and 100.");
    assertThat(states.outline(ended.executionArn())).endsWith("3<-2 ExecutionFailed");
  }

  @Test
  void counters_whileChildrenComeAndGo_alwaysSumToTheTotal() {
    states.functions.answer("push", payload -> payload);
    var items = IntStream.range(0, 400).boxed().toList();
    var arn = states.start(map("'Items':" + items + ",'MaxConcurrency':7"), "{}");
    TestStates.until(
        () ->
            states.client.listMapRuns(r -> r.executionArn(arn)).hasMapRuns()
                && !states.client.listMapRuns(r -> r.executionArn(arn)).mapRuns().isEmpty());

    MapRunExecutionCounts counts;
    do {
      counts = states.mapRun(arn).executionCounts();
      assertThat(sum(counts)).isEqualTo(counts.total());
      assertThat(counts.running()).isLessThanOrEqualTo(7);
    } while (counts.succeeded() < 400);
    assertThat(states.awaitEnd(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
  }
}
