package dev.fanfare.local.stepfunctions.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.local.stepfunctions.ScriptedFunctions;
import dev.fanfare.local.stepfunctions.TestStates;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The inline Map. Its histories are as in recordings made on AWS, where the test says so. */
class InlineMapTest extends OnInlineMaps {
  private List<String> outlineOf(String definition, String input) {
    return states.outline(states.run(definition, input).executionArn());
  }

  /** Recorded in 2025 without a ProcessorConfig, in 2024 with Mode INLINE. */
  @ParameterizedTest
  @ValueSource(strings = {"", "'ProcessorConfig':{'Mode':'INLINE'},", "'ProcessorConfig':{},"})
  void map_oneAtATime_hasTheEventsOfAws(String config) {
    var definition =
        map("'MaxConcurrency':1,'Items':'{% $states.input.list %}'", PASS)
            .replace("'StartAt':'Item'", config + "'StartAt':'Item'");

    var ended = states.run(definition, "{'list':[1,'two']}");

    assertThat(ended.output()).isEqualTo("[1,\"two\"]");
    assertThat(states.outline(ended.executionArn()))
        .containsExactly(
            "1<-0 ExecutionStarted",
            "2<-0 MapStateEntered",
            "3<-2 MapStateStarted",
            "4<-3 MapIterationStarted",
            "5<-4 PassStateEntered",
            "6<-5 PassStateExited",
            "7<-6 MapIterationSucceeded",
            "8<-6 MapIterationStarted",
            "9<-8 PassStateEntered",
            "10<-9 PassStateExited",
            "11<-10 MapIterationSucceeded",
            "12<-11 MapStateSucceeded",
            "13<-11 MapStateExited",
            "14<-13 ExecutionSucceeded");
    var events = states.history(ended.executionArn());
    assertThat(events.get(2).mapStateStartedEventDetails().length()).isEqualTo(2);
    assertThat(events.get(7).mapIterationStartedEventDetails().name()).isEqualTo("Each");
    assertThat(events.get(7).mapIterationStartedEventDetails().index()).isEqualTo(1);
    assertThat(events.get(10).mapIterationSucceededEventDetails().index()).isEqualTo(1);
    assertThat(events.get(8).stateEnteredEventDetails().input()).isEqualTo("\"two\"");
  }

  /** Recorded in 2024. */
  @Test
  void map_overAnEmptyArray_hasNoIterations() {
    assertThat(outlineOf(map("'MaxConcurrency':1", PASS), "[]"))
        .endsWith(
            "3<-2 MapStateStarted",
            "4<-3 MapStateSucceeded",
            "5<-3 MapStateExited",
            "6<-5 ExecutionSucceeded");
  }

  /** Recorded in 2024: all iterations start before the first enters its state. */
  @Test
  void map_allAtOnce_startsAllIterationsFirst() {
    holdAnswers();
    var arn = states.start(map("'Items':[0,1,2,3]", CALL), "{}");
    TestStates.until(() -> running.size() == 4);

    assertThat(states.outline(arn))
        .containsExactly(
            "1<-0 ExecutionStarted",
            "2<-0 MapStateEntered",
            "3<-2 MapStateStarted",
            "4<-3 MapIterationStarted",
            "5<-3 MapIterationStarted",
            "6<-3 MapIterationStarted",
            "7<-3 MapIterationStarted",
            "8<-4 TaskStateEntered",
            "9<-8 TaskScheduled",
            "10<-5 TaskStateEntered",
            "11<-10 TaskScheduled",
            "12<-6 TaskStateEntered",
            "13<-12 TaskScheduled",
            "14<-7 TaskStateEntered",
            "15<-14 TaskScheduled",
            "16<-9 TaskStarted",
            "17<-11 TaskStarted",
            "18<-13 TaskStarted",
            "19<-15 TaskStarted");
    List.of("3", "1", "0", "2")
        .forEach(item -> running.get(item).complete(ScriptedFunctions.ok(item)));
    assertThat(states.awaitEnd(arn).output()).isEqualTo("[0,1,2,3]");
  }

  /** Recorded in 2024: no limit, and one of a number of items. */
  @Test
  void map_withAConcurrency_startsTheNextWhenOneEnds() {
    holdAnswers();
    var arn = states.start(map("'Items':[0,1,2],'MaxConcurrency':'{% 2 %}'", CALL), "{}");
    TestStates.until(() -> running.size() == 2);

    running.get("1").complete(ScriptedFunctions.ok("1"));
    TestStates.until(() -> running.size() == 3);

    assertThat(states.outline(arn))
        .contains("14<-13 MapIterationSucceeded", "15<-13 MapIterationStarted");
    running.get("2").complete(ScriptedFunctions.ok("2"));
    running.get("0").complete(ScriptedFunctions.ok("0"));
    assertThat(states.awaitEnd(arn).output()).isEqualTo("[0,1,2]");
  }

  @Test
  void map_withoutAConcurrency_runsFortyIterations() {
    holdAnswers();
    var arn = states.start(map("'Items':'{% [1..41] %}'", CALL), "{}");
    TestStates.until(() -> running.size() == 40);

    running.get("7").complete(ScriptedFunctions.ok("7"));
    TestStates.until(() -> running.containsKey("41"));

    states.client.stopExecution(r -> r.executionArn(arn));
    assertThat(states.outline(arn)).last().asString().endsWith("<-0 ExecutionAborted");
    assertThat(states.time.pendingTimers()).isZero();
  }

  /** Recorded in 2024. */
  @Test
  void map_insideAMap_hasTheEventsOfAws() {
    var inner =
        "'Item':{'Type':'Map','MaxConcurrency':1,'End':true,'ItemProcessor':{'StartAt':'Inner',"
            + "'States':{'Inner':{'Type':'Pass','End':true}}}}";

    var ended = states.run(map("'MaxConcurrency':1", inner), "[[1],[4]]");

    assertThat(ended.output()).isEqualTo("[[1],[4]]");
    assertThat(states.outline(ended.executionArn()))
        .startsWith(
            "1<-0 ExecutionStarted",
            "2<-0 MapStateEntered",
            "3<-2 MapStateStarted",
            "4<-3 MapIterationStarted",
            "5<-4 MapStateEntered",
            "6<-5 MapStateStarted",
            "7<-6 MapIterationStarted",
            "8<-7 PassStateEntered",
            "9<-8 PassStateExited",
            "10<-9 MapIterationSucceeded",
            "11<-10 MapStateSucceeded",
            "12<-10 MapStateExited",
            "13<-12 MapIterationSucceeded",
            "14<-12 MapIterationStarted")
        .endsWith(
            "22<-20 MapStateExited",
            "23<-22 MapIterationSucceeded",
            "24<-23 MapStateSucceeded",
            "25<-23 MapStateExited",
            "26<-25 ExecutionSucceeded");
  }

  /** Recorded in 2024 and 2025; outer variables can be read, and inner ones end with the Map. */
  @Test
  void iteration_seesItsItemAndOuterVariables() {
    var ended =
        states.run(
            """
            {'QueryLanguage':'JSONata','StartAt':'Start','States':{
              'Start':{'Type':'Pass','Assign':{'bias':40},'Next':'Each'},
              'Each':{'Type':'Map','Items':['a','b'],'MaxConcurrency':1,
                'ItemSelector':{'v':'{% $states.context.Map.Item.Value %}','b':'{% $bias %}'},
                'ItemProcessor':{'StartAt':'Set','States':{
                  'Set':{'Type':'Pass','Next':'Get',
                    'Assign':{'own':'{% $bias + $states.context.Map.Item.Index %}'}},
                  'Get':{'Type':'Pass','Output':['{% $own %}','{% $states.input %}'],'End':true}}},
                'Next':'After'},
              'After':{'Type':'Pass','Output':['{% $exists($own) %}','{% $states.input %}'],
                'End':true}}}
            """,
            "{}");

    assertThat(ended.output())
        .isEqualTo("[false,[[40,{\"v\":\"a\",\"b\":40}],[41,{\"v\":\"b\",\"b\":40}]]]");
  }

  @Test
  void iterations_waitAndChooseAndRetryAndCatch() {
    states.functions.fail("f", "Boom");
    var item =
        "'Item':{'Type':'Choice','Choices':[{'Condition':'{% $states.input = 0"
            + " %}','Next':'Pause'}],'Default':'Call'},"
            + "'Pause':{'Type':'Wait','Seconds':3,'Next':'Done'},'Done':{'Type':'Succeed'},"
            + "'Call':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke',"
            + "'Arguments':{'FunctionName':'f'},'End':true,"
            + "'Retry':[{'ErrorEquals':['Boom'],'MaxAttempts':1,'IntervalSeconds':1}],"
            + "'Catch':[{'ErrorEquals':['Boom'],'Next':'Caught'}]},'Caught':{'Type':'Pass','Output':'{%"
            + " $states.input.Error %}','End':true}";
    var arn = states.start(map("'Items':[0,1]", item), "{}");

    states.advance(2, Duration.ofSeconds(1));
    states.advance(1, Duration.ofSeconds(2));

    assertThat(states.awaitEnd(arn).output()).isEqualTo("[0,\"Boom\"]");
    assertThat(states.functions.calls()).hasSize(2);
  }

  @Test
  void distributedMap_insideAnInlineMap_runs() {
    var item =
        "'Item':{'Type':'Map','Label':'L','End':true,'ItemProcessor':{'ProcessorConfig':{"
            + "'Mode':'DISTRIBUTED','ExecutionType':'STANDARD'},'StartAt':'Deep','States':{"
            + "'Deep':{'Type':'Pass','Output':'{% $states.input * 2 %}','End':true}}}}";

    var ended = states.run(map("'MaxConcurrency':1", item), "[[1,2],[3]]");

    assertThat(ended.output()).isEqualTo("[[2,4],[6]]");
    assertThat(states.client.listMapRuns(r -> r.executionArn(ended.executionArn())).mapRuns())
        .hasSize(2);
  }
}
