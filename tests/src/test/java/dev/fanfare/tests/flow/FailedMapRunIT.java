package dev.fanfare.tests.flow;

import static dev.fanfare.tests.flow.Requests.toEveryone;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.tests.faults.Calls;
import dev.fanfare.tests.faults.Effect;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A Map Run fails as a whole. The broadcast still ends with balanced books, and no connection with
 * a known outcome gets the message twice. Shards have ten lines, and there are two rounds.
 */
@OnStack(StackKind.SMALL_SHARDS)
class FailedMapRunIT {
  private static final String DATA = "\"hello\"";

  @Test
  void readerFails_missesEverybodyUntilTheNextRound(Flow flow) {
    flow.connect(flow.names("user", 25));
    flow.failLists(prefix -> prefix.contains("/shards/"));

    Broadcast broadcast = flow.broadcasts().run(toEveryone(DATA)).succeeded();

    assertThat(broadcast.figure("rounds")).isEqualTo(2);
    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", 25L));
    assertThat(History.mapRuns(broadcast)).hasSize(2);
    flow.assertReceived(DATA, user -> true);
  }

  @Test
  void writerFailsAfterAllPosts_postsToNobodyTwice(Flow flow) {
    flow.connect(flow.names("user", 25));
    flow.failWrites(key -> key.contains("/outcomes/"));

    Broadcast broadcast = flow.broadcasts().run(toEveryone(DATA)).succeeded();

    assertThat(broadcast.figure("rounds")).isEqualTo(1);
    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", 25L));
    assertThat(broadcast.report().get("mapRunFailure").asText())
        .startsWith("States.ResultWriterFailed: ");
    assertThat(broadcast.report().at("/postLatencyMicros/p50").asLong()).isPositive();
    flow.assertReceived(DATA, user -> true);
  }

  /** The result files exist; only the manifest is missing. */
  @Test
  void writerFailsAtTheEnd_hasTheSameResult(Flow flow) {
    flow.connect(flow.names("user", 25));
    flow.failWrites(key -> key.endsWith("/manifest.json"));

    Broadcast broadcast = flow.broadcasts().run(toEveryone(DATA)).succeeded();

    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", 25L));
    flow.assertReceived(DATA, user -> true);
  }

  /** The second round posts only to the ten connections of the unfinished shard. */
  @Test
  void writerFailsAndPusherCrashes_repeatsOnlyTheUnfinishedShard(Flow flow) {
    flow.connect(flow.names("user", 35));
    flow.failWrites(key -> key.contains("/outcomes/"));
    flow.inject(
        flow.calls("PushShardFunction")
            .and(Calls.about("/shards/"))
            .and(Calls.about("00001.jsonl")),
        Effect.crashBefore());

    Broadcast broadcast = flow.broadcasts().run(toEveryone(DATA)).succeeded();

    assertThat(broadcast.figure("rounds")).isEqualTo(2);
    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", 35L));
    flow.assertReceived(DATA, user -> true);
  }

  @Test
  void failureInTheLastRound_isIncompleteWithBooksAndCanBeResent(Flow flow) {
    flow.connect(flow.names("user", 25));
    flow.failLists(prefix -> prefix.contains("/shards/") || prefix.contains("/missed/"));

    Broadcast sale = flow.broadcasts().run(toEveryone(DATA));
    JsonNode report = sale.report();

    assertThat(sale.execution().error()).isEqualTo("BroadcastIncomplete");
    assertThat(sale.outcomes()).isEqualTo(Map.of("unreachable", 25L));
    assertThat(sale.figure("rounds")).isEqualTo(2);
    assertThat(report.get("mapRunFailure").asText()).startsWith("States.ItemReaderFailed: ");
    assertThat(report.get("missed").asLong()).isEqualTo(25);

    assertThat(ToolCall.of(flow, "show", sale.id()).out())
        .contains("the Map Run of round 2 failed: States.ItemReaderFailed: ");
    flow.heal();
    Broadcast resend = flow.broadcasts().run("{\"resend_of\":\"%s\"}".formatted(sale.id()));
    assertThat(resend.succeeded().outcomes()).isEqualTo(Map.of("delivered", 25L));
    flow.assertReceived(DATA, user -> true);
  }
}
