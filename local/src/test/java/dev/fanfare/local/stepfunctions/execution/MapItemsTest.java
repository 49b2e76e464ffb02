package dev.fanfare.local.stepfunctions.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.local.stepfunctions.TestStates;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The sources of a Distributed Map's items, and the form in which children get them. */
class MapItemsTest extends OnMapRuns {

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
  void map_overAListing_readsEveryKeyAndReportsLengthZero() throws Exception {
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
  void arguments_thatAreNotSupported_failTheStateByName() {
    var ended =
        states.run(
            map(
                "'ItemReader':{'Resource':'arn:aws:states:::s3:listObjectsV2',"
                    + "'Arguments':'{% $states.input %}'}"),
            "{'Bucket':'results','StartAfter':'in/'}");

    assertThat(ended.error()).isEqualTo("States.Runtime");
    assertThat(ended.cause()).contains("NOT_SUPPORTED_LOCALLY: ", "\"StartAfter\"", "ItemReader");
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
}
