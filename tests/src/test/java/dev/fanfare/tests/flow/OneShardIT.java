package dev.fanfare.tests.flow;

import static dev.fanfare.tests.flow.Requests.toEveryone;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.devtools.load.ClientSnapshot;
import dev.fanfare.local.apigateway.PostFaults;
import dev.fanfare.local.lambda.Invocation;
import dev.fanfare.tests.faults.Call;
import dev.fanfare.tests.faults.Calls;
import dev.fanfare.tests.faults.Effect;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * A broadcast of one shard runs without a Map Run, and only its history shows the difference.
 * Shards have ten lines.
 */
@OnStack(StackKind.SMALL_SHARDS)
class OneShardIT {
  private static final String DATA = "\"hello\"";
  private static final int FULL = 10;

  @Test
  void shard_single_isReportedLikeOneOfSeveral(Flow flow) {
    flow.connect(flow.names("user", FULL));
    Broadcast only = flow.broadcasts().run(toEveryone("1")).succeeded();
    flow.connect(List.of(flow.name("one-more")));
    Broadcast several = flow.broadcasts().run(toEveryone("2")).succeeded();

    assertThat(History.mapRuns(only)).isEmpty();
    assertThat(History.mapRuns(several)).hasSize(1);
    assertThat(only.figures().fieldNames())
        .toIterable()
        .containsExactlyElementsOf(() -> several.figures().fieldNames());
    assertThat(only.report().fieldNames())
        .toIterable()
        .containsExactlyElementsOf(() -> several.report().fieldNames());
    assertThat(only.outcomes()).isEqualTo(Map.of("delivered", (long) FULL));
    assertThat(only.figure("shards")).isEqualTo(1);
    assertThat(only.report().get("shards").asInt()).isEqualTo(1);
    assertThat(only.report().get("posts").asInt()).isEqualTo(FULL);
    assertThat(only.report().at("/postLatencyMicros/p50").asLong()).isPositive();
    assertThat(flow.broadcasts().objects(only.id(), "outcomes/")).isEmpty();
  }

  @Test
  void pusher_crashesOnce_isRetried(Flow flow) {
    flow.connect(flow.names("user", FULL));
    flow.inject(Calls.nth(1, pushing(flow, "shards/")), Effect.crashAfter());

    Broadcast broadcast = flow.broadcasts().run(toEveryone(DATA)).succeeded();

    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", (long) FULL));
    assertThat(broadcast.figure("rounds")).isEqualTo(1);
    assertThat(flow.received()).allMatch(client -> client.texts().equals(List.of(DATA, DATA)));
  }

  @Test
  void shard_failsInRoundOne_isDeliveredInRoundTwo(Flow flow) {
    flow.connect(flow.names("user", FULL));
    flow.inject(pushing(flow, "shards/"), Effect.crashBefore());

    Broadcast broadcast = flow.broadcasts().run(toEveryone(DATA)).succeeded();

    assertThat(broadcast.figure("rounds")).isEqualTo(2);
    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", (long) FULL));
    assertThat(History.mapRuns(broadcast)).isEmpty();
    flow.assertReceived(DATA, user -> true);
  }

  @Test
  void shard_neverSucceeds_isMissedAndReported(Flow flow) {
    flow.connect(flow.names("user", FULL));
    flow.inject(flow.calls("PushShardFunction"), Effect.crashBefore());

    Broadcast broadcast = flow.broadcasts().run(toEveryone(DATA));

    assertThat(broadcast.status()).isEqualTo("FAILED");
    assertThat(broadcast.execution().error()).isEqualTo("BroadcastIncomplete");
    assertThat(broadcast.outcomes()).isEqualTo(Map.of("unreachable", (long) FULL));
    assertThat(trouble(broadcast)).contains("Runtime.ExitError");
    flow.assertReceived("", user -> false);
  }

  /** The pusher completes its work, but its answer is lost. */
  @Test
  void pusher_answerTooLargeForAState_leavesTheShardUnfinished(Flow flow) {
    flow.connect(flow.names("user", 2));
    flow.inject(
        flow.calls("PushShardFunction"),
        invocation -> invocation.get().thenApply(OneShardIT::tooLarge));

    Broadcast broadcast = flow.broadcasts().run(toEveryone(DATA));

    assertThat(broadcast.status()).isEqualTo("FAILED");
    assertThat(broadcast.outcomes()).isEqualTo(Map.of("unreachable", 2L));
    assertThat(trouble(broadcast)).contains("States.DataLimitExceeded");
    assertThat(flow.received()).allMatch(client -> client.receivedCount() >= 1);
  }

  /** The first call ends in time and hands on its progress; the second call crashes. */
  @Test
  void pusher_crashesInItsSecondCall_keepsWhatWasReached(Flow flow) {
    flow.connect(flow.names("user", FULL));
    flow.inject(
        Calls.nth(1, pushing(flow, "shards/")),
        invocation -> invocation.get().thenApply(OneShardIT::asIfHalfDone));
    flow.inject(pushing(flow, "shards/").and(Calls.about("\"offset\":5")), Effect.crashBefore());

    Broadcast broadcast = flow.broadcasts().run(toEveryone(DATA)).succeeded();

    assertThat(broadcast.figure("rounds")).isEqualTo(2);
    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", (long) FULL));
    assertThat(flow.received().stream().map(ClientSnapshot::receivedCount))
        .as("those that the first call reported, and those after them")
        .containsOnly(1, 2)
        .filteredOn(count -> count == 2)
        .hasSize(FULL / 2);
  }

  @Test
  void cancel_whilePushing_stopsTheShard(Flow flow) {
    flow.connect(flow.names("user", FULL));
    PostLog log = flow.strikePosts(PostFaults.NONE);
    String id = flow.name("sale");
    var middle = log.when(3, post -> true);

    flow.broadcasts().send("{\"id\":\"%s\",\"data\":1,\"rate\":2}".formatted(id));
    middle.join();
    flow.broadcasts().cancel(id);
    Broadcast broadcast = flow.broadcasts().await(id).succeeded();

    long delivered = flow.received().stream().filter(client -> client.receivedCount() == 1).count();
    assertThat(delivered).isBetween(3L, FULL - 1L);
    assertThat(broadcast.outcomes())
        .isEqualTo(Map.of("delivered", delivered, "cancelled", FULL - delivered));
  }

  private static Invocation tooLarge(Invocation answered) {
    return changed(answered, answer -> answer.put("padding", "x".repeat(AwsLimits.STATE_BYTES)));
  }

  private static Invocation asIfHalfDone(Invocation answered) {
    return changed(
        answered,
        answer -> {
          answer.put("finished", false);
          var progress = (ObjectNode) answer.get("progress");
          progress.put("offset", FULL / 2);
          ((ObjectNode) progress.get("outcomes")).put("delivered", FULL / 2);
        });
  }

  private static Invocation changed(Invocation answered, Consumer<ObjectNode> change) {
    try {
      var answer = (ObjectNode) Json.MAPPER.readTree(answered.payload());
      change.accept(answer);
      return new Invocation(
          answered.requestId(),
          answered.executedVersion(),
          Json.MAPPER.writeValueAsBytes(answer),
          answered.functionError());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Predicate<Call> pushing(Flow flow, String folder) {
    return flow.calls("PushShardFunction").and(Calls.about(folder));
  }

  private static String trouble(Broadcast broadcast) {
    JsonNode unfinished = broadcast.report().get("unfinishedShards");
    assertThat(unfinished).hasSize(1);
    return unfinished.at("/0/trouble").asText();
  }
}
