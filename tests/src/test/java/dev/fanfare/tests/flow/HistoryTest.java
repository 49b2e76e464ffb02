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
            9<-8 ChoiceStateEntered IsAnyonePlanned
            10<-9 ChoiceStateExited IsAnyonePlanned
            11<-10 ChoiceStateEntered IsOneShard
            12<-11 ChoiceStateExited IsOneShard
            13<-12 MapStateEntered PushShards
            14<-13 MapStateStarted
            15<-14 MapRunStarted
            16<-15 MapRunSucceeded
            17<-16 MapStateSucceeded
            18<-15 MapStateExited PushShards
            19<-18 TaskStateEntered ReduceOutcomes
            20<-19 TaskScheduled
            21<-20 TaskStarted
            22<-21 TaskSucceeded
            23<-22 TaskStateExited ReduceOutcomes
            24<-23 ChoiceStateEntered IsAnotherRoundDue
            25<-24 ChoiceStateExited IsAnotherRoundDue
            26<-25 TaskStateEntered PruneStale
            27<-26 TaskScheduled
            28<-27 TaskStarted
            29<-28 TaskSucceeded
            30<-29 TaskStateExited PruneStale
            31<-30 ChoiceStateEntered IsPruningFinished
            32<-31 ChoiceStateExited IsPruningFinished
            33<-32 ChoiceStateEntered IsAnyoneMissed
            34<-33 ChoiceStateExited IsAnyoneMissed
            35<-34 SucceedStateEntered BroadcastComplete
            36<-35 SucceedStateExited BroadcastComplete
            37<-36 ExecutionSucceeded
            """);
  }

  @Test
  void history_ofOneShard_isWithoutAMapRun(Flow flow) {
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
            11<-10 ChoiceStateEntered IsOneShard
            12<-11 ChoiceStateExited IsOneShard
            13<-12 TaskStateEntered PushOnlyShard
            14<-13 TaskScheduled
            15<-14 TaskStarted
            16<-15 TaskSucceeded
            17<-16 TaskStateExited PushOnlyShard
            18<-17 ChoiceStateEntered IsOnlyShardFinished
            19<-18 ChoiceStateExited IsOnlyShardFinished
            20<-19 TaskStateEntered ReduceOutcomes
            21<-20 TaskScheduled
            22<-21 TaskStarted
            23<-22 TaskSucceeded
            24<-23 TaskStateExited ReduceOutcomes
            25<-24 ChoiceStateEntered IsAnotherRoundDue
            26<-25 ChoiceStateExited IsAnotherRoundDue
            27<-26 TaskStateEntered PruneStale
            28<-27 TaskScheduled
            29<-28 TaskStarted
            30<-29 TaskSucceeded
            31<-30 TaskStateExited PruneStale
            32<-31 ChoiceStateEntered IsPruningFinished
            33<-32 ChoiceStateExited IsPruningFinished
            34<-33 ChoiceStateEntered IsAnyoneMissed
            35<-34 ChoiceStateExited IsAnyoneMissed
            36<-35 SucceedStateEntered BroadcastComplete
            37<-36 SucceedStateExited BroadcastComplete
            38<-37 ExecutionSucceeded
            """);
  }

  @Test
  void history_ofAShard_isATaskThenAChoiceThenTheEnd(Flow flow) {
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
