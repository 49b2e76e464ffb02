package dev.fanfare.tests.flow;

import static dev.fanfare.tests.flow.Requests.toEveryone;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.MapRunStatus;

/** The history of a broadcast in the local Step Functions matches what AWS would show. */
@OnStack(StackKind.SMALL_SHARDS)
class HistoryIT {

  @Test
  void history_ofSeveralShards_followsAwsEventByEvent(Flow flow) {
    flow.connect(flow.names("user", 12));

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
            9<-8 ChoiceStateEntered IsDryRun
            10<-9 ChoiceStateExited IsDryRun
            11<-10 ChoiceStateEntered IsAnyonePlanned
            12<-11 ChoiceStateExited IsAnyonePlanned
            13<-12 ChoiceStateEntered IsOneShard
            14<-13 ChoiceStateExited IsOneShard
            15<-14 MapStateEntered PushShards
            16<-15 MapStateStarted
            17<-16 MapRunStarted
            18<-17 MapRunSucceeded
            19<-18 MapStateSucceeded
            20<-17 MapStateExited PushShards
            21<-20 TaskStateEntered ReduceOutcomes
            22<-21 TaskScheduled
            23<-22 TaskStarted
            24<-23 TaskSucceeded
            25<-24 TaskStateExited ReduceOutcomes
            26<-25 ChoiceStateEntered IsReducingFinished
            27<-26 ChoiceStateExited IsReducingFinished
            28<-27 ChoiceStateEntered IsAnotherRoundDue
            29<-28 ChoiceStateExited IsAnotherRoundDue
            30<-29 TaskStateEntered PruneStale
            31<-30 TaskScheduled
            32<-31 TaskStarted
            33<-32 TaskSucceeded
            34<-33 TaskStateExited PruneStale
            35<-34 ChoiceStateEntered IsPruningFinished
            36<-35 ChoiceStateExited IsPruningFinished
            37<-36 ChoiceStateEntered IsAnyoneMissed
            38<-37 ChoiceStateExited IsAnyoneMissed
            39<-38 SucceedStateEntered BroadcastComplete
            40<-39 SucceedStateExited BroadcastComplete
            41<-40 ExecutionSucceeded
            """);
  }

  @Test
  void history_ofOneShard_hasNoMapRun(Flow flow) {
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
            9<-8 ChoiceStateEntered IsDryRun
            10<-9 ChoiceStateExited IsDryRun
            11<-10 ChoiceStateEntered IsAnyonePlanned
            12<-11 ChoiceStateExited IsAnyonePlanned
            13<-12 ChoiceStateEntered IsOneShard
            14<-13 ChoiceStateExited IsOneShard
            15<-14 TaskStateEntered PushOnlyShard
            16<-15 TaskScheduled
            17<-16 TaskStarted
            18<-17 TaskSucceeded
            19<-18 TaskStateExited PushOnlyShard
            20<-19 ChoiceStateEntered IsOnlyShardFinished
            21<-20 ChoiceStateExited IsOnlyShardFinished
            22<-21 TaskStateEntered ReduceOutcomes
            23<-22 TaskScheduled
            24<-23 TaskStarted
            25<-24 TaskSucceeded
            26<-25 TaskStateExited ReduceOutcomes
            27<-26 ChoiceStateEntered IsReducingFinished
            28<-27 ChoiceStateExited IsReducingFinished
            29<-28 ChoiceStateEntered IsAnotherRoundDue
            30<-29 ChoiceStateExited IsAnotherRoundDue
            31<-30 TaskStateEntered PruneStale
            32<-31 TaskScheduled
            33<-32 TaskStarted
            34<-33 TaskSucceeded
            35<-34 TaskStateExited PruneStale
            36<-35 ChoiceStateEntered IsPruningFinished
            37<-36 ChoiceStateExited IsPruningFinished
            38<-37 ChoiceStateEntered IsAnyoneMissed
            39<-38 ChoiceStateExited IsAnyoneMissed
            40<-39 SucceedStateEntered BroadcastComplete
            41<-40 SucceedStateExited BroadcastComplete
            42<-41 ExecutionSucceeded
            """);
  }

  @Test
  void history_ofAShard_isATaskAChoiceAndTheEnd(Flow flow) {
    flow.connect(flow.names("user", 12));

    Broadcast broadcast = flow.broadcasts().run(toEveryone("1")).succeeded();

    assertThat(History.ofChildren(broadcast))
        .hasSize(2)
        .extracting(History::lines)
        .containsOnly(
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
