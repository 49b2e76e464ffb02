package dev.fanfare.local.stepfunctions.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.local.stepfunctions.ScriptedFunctions;
import dev.fanfare.local.stepfunctions.TestStates;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.MapRunExecutionCounts;
import software.amazon.awssdk.services.sfn.model.MapRunStatus;

/** A Map Run in progress: its children, its counters, its failures. */
class MapRunTest extends OnMapRuns {

  @Test
  void children_ofAMapRun_areSeparateExecutions() {
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
  void update_beforeTheItemsAreRead_doesNotEndTheRun() {
    var isRead = new CompletableFuture<Void>();
    states.objects.put(TestStates.BUCKET, "items.json", "[1,2]");
    states.objects.beforeReads(isRead::join);
    states.functions.answer("push", payload -> payload);
    var reader =
        "'ItemReader':{'Resource':'arn:aws:states:::s3:getObject',"
            + "'ReaderConfig':{'InputType':'JSON'},"
            + "'Arguments':{'Bucket':'results','Key':'items.json'}}";
    var arn = states.start(map(reader), "{}");
    TestStates.until(
        () -> !states.client.listMapRuns(r -> r.executionArn(arn)).mapRuns().isEmpty());
    var mapRunArn = states.mapRun(arn).mapRunArn();

    states.client.updateMapRun(r -> r.mapRunArn(mapRunArn).maxConcurrency(1));
    assertThat(states.mapRun(arn).status()).isEqualTo(MapRunStatus.RUNNING);
    isRead.complete(null);

    assertThat(states.awaitEnd(arn).output()).isEqualTo("[1,2]");
    assertThat(states.mapRun(arn).maxConcurrency()).isEqualTo(1);
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
            // In recordings of inline Maps, the state fails only when no retry is left.
            "6<-5 MapStateStarted",
            "7<-6 MapRunStarted",
            "8<-7 MapRunFailed",
            "9<-8 MapStateFailed",
            "10<-9 MapStateExited",
            "11<-10 SucceedStateEntered");
  }

  @Test
  void percentage_outsideItsRange_failsTheExecutionDirectly() {
    var ended =
        states.run(
            map("'Items':[1],'ToleratedFailurePercentage':'{% $states.input.p %}'"), "{'p':100.1}");

    assertThat(ended.error()).isEqualTo("States.Runtime");
    assertThat(ended.cause()).endsWith("ToleratedFailurePercentage must be between 0 and 100.");
    assertThat(states.outline(ended.executionArn()))
        .endsWith("3<-2 MapStateStarted", "4<-3 ExecutionFailed");
  }

  @Test
  void counters_whileChildrenRun_alwaysAddUpToTheTotal() {
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

  private void holdAnswers() {
    states.functions.define(
        "push", payload -> running.computeIfAbsent(payload, p -> new CompletableFuture<>()));
  }

  private static long sum(MapRunExecutionCounts c) {
    return c.pending() + c.running() + c.succeeded() + c.failed() + c.timedOut() + c.aborted();
  }
}
