package dev.fanfare.tests.flow;

import static dev.fanfare.tests.flow.Requests.toEveryone;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.devtools.load.ClientSnapshot;
import dev.fanfare.tests.faults.Call;
import dev.fanfare.tests.faults.Calls;
import dev.fanfare.tests.faults.Effect;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * A crash affects at most its own shard, and as little of it as possible. Shards have ten lines.
 */
@OnStack(StackKind.SMALL_SHARDS)
class PusherCrashIT {
  private static final String DATA = "\"hello\"";

  @Test
  void pusher_crashesOnce_repeatsOnlyItsOwnPosts(Flow flow) {
    flow.connect(flow.names("user", 30));
    flow.inject(Calls.nth(1, pushing(flow, "shards/", "00001.jsonl")), Effect.crashAfter());

    Broadcast broadcast = flow.broadcasts().run(toEveryone(DATA)).succeeded();

    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", 30L));
    assertThat(broadcast.figure("rounds")).isEqualTo(1);
    assertThat(flow.received()).allMatch(client -> client.texts().contains(DATA));
    assertThat(counts(flow.received())).isEqualTo(Map.of(1, 20, 2, 10));
  }

  @Test
  void shard_neverSucceeds_isMissedWithoutAffectingOthers(Flow flow) {
    flow.connect(flow.names("user", 30));
    flow.inject(pushing(flow, "shards/", "00001.jsonl"), Effect.crashBefore());
    flow.inject(pushing(flow, "missed/1/", "00000.jsonl"), Effect.crashBefore());

    Broadcast broadcast = flow.broadcasts().run(toEveryone(DATA));

    assertThat(broadcast.status()).isEqualTo("FAILED");
    assertThat(broadcast.execution().error()).isEqualTo("BroadcastIncomplete");
    assertThat(broadcast.planned()).isEqualTo(30);
    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", 20L, "unreachable", 10L));
    assertThat(broadcast.figure("missed")).isEqualTo(10);
    assertThat(broadcast.figure("rounds")).isEqualTo(2);
    assertThat(broadcast.report().get("complete").asBoolean()).isFalse();
    assertThat(broadcast.report().get("unfinishedShards"))
        .singleElement()
        .satisfies(
            shard -> {
              assertThat(shard.get("shardKey").asText())
                  .isEqualTo("broadcasts/" + broadcast.id() + "/missed/1/00000.jsonl");
              assertThat(shard.get("trouble").asText()).contains("Runtime.ExitError");
            });
    assertThat(counts(flow.received())).isEqualTo(Map.of(0, 10, 1, 20));
  }

  @Test
  void shard_failsInRoundOne_isDeliveredInRoundTwo(Flow flow) {
    flow.connect(flow.names("user", 30));
    flow.inject(pushing(flow, "shards/", "00001.jsonl"), Effect.crashBefore());

    Broadcast broadcast = flow.broadcasts().run(toEveryone(DATA)).succeeded();

    assertThat(broadcast.figure("rounds")).isEqualTo(2);
    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", 30L));
    assertThat(broadcast.figure("missed")).isZero();
    assertThat(History.mapRuns(broadcast)).as("only the first round has several shards").hasSize(1);
    flow.assertReceived(DATA, user -> true);
  }

  private static Predicate<Call> pushing(Flow flow, String folder, String shard) {
    return flow.calls("PushShardFunction").and(Calls.about(folder)).and(Calls.about(shard));
  }

  /** The number of clients that received each count of messages. */
  private static Map<Integer, Integer> counts(List<ClientSnapshot> clients) {
    var counts = new TreeMap<Integer, Integer>();
    clients.forEach(client -> counts.merge(client.receivedCount(), 1, Integer::sum));
    return counts;
  }
}
