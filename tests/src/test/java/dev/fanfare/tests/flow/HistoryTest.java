package dev.fanfare.tests.flow;

import static dev.fanfare.tests.flow.Requests.toEveryone;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.MapRunStatus;

/** What an operator sees of a broadcast in Step Functions is what AWS would show. */
@OnStack(StackKind.SMALL_SHARDS)
class HistoryTest {

  @Test
  void history_ofABroadcast_followsAwsEventByEvent(Flow flow) {
    flow.connect(flow.names("user", 2));

    Broadcast broadcast = flow.broadcasts().run(toEveryone("1")).succeeded();

    assertThat(History.of(broadcast).lines())
        .isEqualTo(
            """
            1<-0 ExecutionStarted
            2<-0 TaskStateEntered PlanShards
            3<-2 TaskScheduled
            4<-3 TaskStarted
            5<-4 TaskSucceeded
            6<-5 TaskStateExited PlanShards
            7<-6 ChoiceStateEntered IsPlanFinished
            8<-7 ChoiceStateExited IsPlanFinished
            9<-8 ChoiceStateEntered IsAnyonePlanned
            10<-9 ChoiceStateExited IsAnyonePlanned
            11<-10 MapStateEntered PushShards
            12<-11 MapStateStarted
            13<-12 MapRunStarted
            14<-13 MapRunSucceeded
            15<-14 MapStateSucceeded
            16<-13 MapStateExited PushShards
            17<-16 TaskStateEntered ReduceOutcomes
            18<-17 TaskScheduled
            19<-18 TaskStarted
            20<-19 TaskSucceeded
            21<-20 TaskStateExited ReduceOutcomes
            22<-21 ChoiceStateEntered IsAnotherRoundDue
            23<-22 ChoiceStateExited IsAnotherRoundDue
            24<-23 TaskStateEntered PruneStale
            25<-24 TaskScheduled
            26<-25 TaskStarted
            27<-26 TaskSucceeded
            28<-27 TaskStateExited PruneStale
            29<-28 ChoiceStateEntered IsPruningFinished
            30<-29 ChoiceStateExited IsPruningFinished
            31<-30 ChoiceStateEntered IsAnyoneMissed
            32<-31 ChoiceStateExited IsAnyoneMissed
            33<-32 SucceedStateEntered BroadcastComplete
            34<-33 SucceedStateExited BroadcastComplete
            35<-34 ExecutionSucceeded
            """);
  }

  @Test
  void history_ofAShard_isATaskThenAChoiceThenTheEnd(Flow flow) {
    flow.connect(flow.names("user", 2));

    Broadcast broadcast = flow.broadcasts().run(toEveryone("1")).succeeded();

    assertThat(History.ofOnlyChild(broadcast).lines())
        .isEqualTo(
            """
            1<-0 ExecutionStarted
            2<-0 TaskStateEntered PushShard
            3<-2 TaskScheduled
            4<-3 TaskStarted
            5<-4 TaskSucceeded
            6<-5 TaskStateExited PushShard
            7<-6 ChoiceStateEntered IsShardFinished
            8<-7 ChoiceStateExited IsShardFinished
            9<-8 SucceedStateEntered ShardFinished
            10<-9 SucceedStateExited ShardFinished
            11<-10 ExecutionSucceeded
            """);
  }

  @Test
  void mapRun_ofABroadcast_listsAndCountsItsChildren(Flow flow) {
    flow.connect(flow.names("user", 25));

    Broadcast broadcast = flow.broadcasts().run(toEveryone("1")).succeeded();

    String mapRun =
        History.of(broadcast).only("MapRunStarted").mapRunStartedEventDetails().mapRunArn();
    List<ExecutionListItem> children = History.children(broadcast);
    assertThat(children)
        .hasSize(3)
        .allSatisfy(
            child -> {
              assertThat(child.mapRunArn()).isEqualTo(mapRun);
              assertThat(child.itemCount()).isEqualTo(1);
              assertThat(child.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
              assertThat(child.executionArn()).contains("/PushShards:" + child.name());
            });
    var run = flow.shared().states().describeMapRun(describe -> describe.mapRunArn(mapRun));
    assertThat(run.executionArn()).isEqualTo(broadcast.execution().executionArn());
    assertThat(run.status()).isEqualTo(MapRunStatus.SUCCEEDED);
    assertThat(run.maxConcurrency()).isEqualTo(3);
    assertThat(run.itemCounts().total()).isEqualTo(3);
    assertThat(run.itemCounts().succeeded()).isEqualTo(3);
    assertThat(run.itemCounts().resultsWritten()).isEqualTo(3);
    assertThat(run.itemCounts().running() + run.itemCounts().pending()).isZero();
    assertThat(run.executionCounts().total()).isEqualTo(3);
    assertThat(run.executionCounts().succeeded()).isEqualTo(3);
  }
}
