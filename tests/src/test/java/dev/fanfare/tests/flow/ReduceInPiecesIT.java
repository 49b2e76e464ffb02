package dev.fanfare.tests.flow;

import static dev.fanfare.tests.flow.Requests.toEveryone;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.local.lambda.Invocation;
import dev.fanfare.tests.faults.Calls;
import dev.fanfare.tests.faults.Effect;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * A reducer that runs out of time is called again with its cursor. Shards have ten lines, and there
 * are two rounds.
 */
@OnStack(StackKind.SMALL_SHARDS)
class ReduceInPiecesIT {
  private static final String DATA = "\"hello\"";

  /** The answer of a reducer that had no time to book any shard. */
  private static final String OUT_OF_TIME =
      """
      {"finished":false,"cursor":{"collected":null,"booked":null},"outcomes":null,"missed":0,
       "retryable":0,"missedPrefix":null,"missedShards":0,"reportKey":null,"settled":null}""";

  /** The first round has a Map Run; the second round has only one shard. */
  @Test
  void timeIsUpInBothRounds_continuesFromTheSettledOutcomes(Flow flow) {
    flow.connect(flow.names("user", 25));
    flow.inject(
        flow.calls("PushShardFunction").and(Calls.about("/shards/")).and(Calls.about("00001.")),
        Effect.crashBefore());
    for (int round = 1; round <= 2; round++) {
      var ofRound = flow.calls("ReduceOutcomesFunction").and(Calls.about("\"round\":" + round));
      flow.inject(Calls.nth(1, ofRound), outOfTime());
    }

    Broadcast broadcast = flow.broadcasts().run(toEveryone(DATA)).succeeded();

    assertThat(broadcast.figure("rounds")).isEqualTo(2);
    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", 25L));
    assertThat(History.of(broadcast).lines().lines())
        .filteredOn(line -> line.endsWith(" TaskStateEntered ReduceOutcomes"))
        .as("two calls a round")
        .hasSize(4);
    flow.assertReceived(DATA, user -> true);
  }

  private static Effect outOfTime() {
    byte[] answer = OUT_OF_TIME.getBytes(StandardCharsets.UTF_8);
    return invocation ->
        CompletableFuture.completedFuture(
            new Invocation("a-request", "1", answer, Optional.empty()));
  }
}
