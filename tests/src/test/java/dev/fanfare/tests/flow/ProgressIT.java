package dev.fanfare.tests.flow;

import static dev.fanfare.tests.flow.Requests.toEveryone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fanfare.broadcast.Outcome;
import dev.fanfare.tables.ProgressRow;
import dev.fanfare.tests.faults.Calls;
import dev.fanfare.tests.faults.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;

/** Progress during a broadcast and the records that remain afterwards. A shard has ten lines. */
@OnStack(StackKind.SMALL_SHARDS)
class ProgressIT {

  @Test
  void progress_ofSeveralShards_showsEachAndItsChild(Flow flow) {
    flow.connect(flow.names("user", 25));

    Broadcast broadcast = flow.broadcasts().run(toEveryone("1")).succeeded();

    List<ProgressRow> rows = flow.rows().progress(broadcast.id());
    assertThat(rows)
        .extracting(row -> row.shard().range())
        .containsExactly("01#00000", "01#00001", "01#00002");
    assertThat(rows).extracting(row -> row.shard().connections()).containsExactly(10, 10, 5);
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.state().finished()).isTrue();
              assertThat(row.calls()).isEqualTo(1);
              assertThat(row.state().posts()).isEqualTo(row.shard().connections());
              assertThat(row.state().books().count(Outcome.DELIVERED))
                  .isEqualTo(row.shard().connections());
              assertThat(row.state().trouble()).isEmpty();
              assertThat(row.state().updatedAt()).isGreaterThanOrEqualTo(row.startedAt());
              assertThat(row.shard().shardKey())
                  .endsWith("/%05d.jsonl".formatted(row.shard().index()));
            });
    assertThat(rows)
        .extracting(row -> row.shard().execution())
        .containsExactlyInAnyOrderElementsOf(
            History.children(broadcast).stream().map(ExecutionListItem::executionArn).toList());
  }

  @Test
  void progress_ofASingleShard_namesTheBroadcastItself(Flow flow) {
    flow.connect(flow.names("user", 3));

    Broadcast broadcast = flow.broadcasts().run(toEveryone("1")).succeeded();

    assertThat(flow.rows().progress(broadcast.id()))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.shard().execution()).isEqualTo(flow.broadcasts().arn(broadcast.id()));
              assertThat(row.state().books().total()).isEqualTo(3);
              assertThat(row.state().finished()).isTrue();
            });
  }

  @Test
  void progress_whilePushing_increases(Flow flow) {
    flow.connect(flow.names("user", 10));
    String id = flow.name("sale");

    flow.broadcasts().send("{\"id\":\"%s\",\"data\":1,\"rate\":3}".formatted(id));

    await().until(() -> delivered(flow, id), done -> done > 0 && done < 6);
    await().until(() -> delivered(flow, id), done -> done >= 6 && done < 10);
    flow.broadcasts().await(id).succeeded();
    assertThat(delivered(flow, id)).isEqualTo(10);
  }

  private static long delivered(Flow flow, String id) {
    return flow.rows().progress(id).stream()
        .mapToLong(row -> row.state().books().count(Outcome.DELIVERED))
        .sum();
  }

  @Test
  void progress_ofAMissedRound_isStoredBesideTheFirst(Flow flow) {
    flow.connect(flow.names("user", 20));
    flow.inject(
        flow.calls("PushShardFunction").and(Calls.about("shards/")).and(Calls.about("00001.jsonl")),
        Effect.crashAfter());

    Broadcast broadcast = flow.broadcasts().run(toEveryone("1")).succeeded();

    List<ProgressRow> rows = flow.rows().progress(broadcast.id());
    assertThat(rows)
        .extracting(row -> row.shard().range())
        .containsExactly("01#00000", "01#00001", "02#00000");
    assertThat(rows.get(1).calls()).as("it was tried three times").isEqualTo(3);
    assertThat(rows.get(2).shard().execution()).isEqualTo(flow.broadcasts().arn(broadcast.id()));
  }

  @Test
  void report_ofABroadcast_containsItsDuration(Flow flow) {
    flow.connect(flow.names("user", 3));
    Instant before = Instant.now();

    var report = flow.broadcasts().run(toEveryone("1")).succeeded().report();

    Instant started = Instant.parse(report.get("startedAt").asText());
    Instant ended = Instant.parse(report.get("endedAt").asText());
    assertThat(started).isBetween(before.minusSeconds(1), ended);
    assertThat(report.get("tookMillis").asLong())
        .isEqualTo(Duration.between(started, ended).toMillis());
    assertThat(report.has("estimate")).isTrue();
  }
}
