package dev.fanfare.tests.flow;

import static dev.fanfare.tests.flow.Requests.toEveryone;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.local.lambda.Invocation;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Everybody was posted to and the books are done: whatever fails then takes nothing of that back.
 */
@OnStack(StackKind.SMALL_SHARDS)
class PruneFailureIT {
  private static final String DATA = "\"hello\"";

  @Test
  void pruneThatFails_endsWithTheBooksAndWhatStoppedIt(Flow flow) {
    flow.connect(flow.names("user", 3));
    flow.inject(
        flow.calls("PruneStaleFunction"),
        invocation -> CompletableFuture.completedFuture(tooLarge()));

    Broadcast broadcast = flow.broadcasts().run(toEveryone(DATA));

    assertThat(broadcast.execution().error()).isEqualTo("BroadcastIncomplete");
    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", 3L));
    assertThat(broadcast.figure("missed")).isZero();
    assertThat(broadcast.figures().get("trouble").asText())
        .startsWith("PruneStale: States.DataLimitExceeded: ");
    assertThat(ToolCall.of(flow, "show", broadcast.id()).out())
        .contains("no connection was missed, but the broadcast failed afterwards")
        .contains("States.DataLimitExceeded")
        .containsPattern("delivered +3 ");
    flow.assertReceived(DATA, user -> true);
  }

  /** An error that no retry is made for. */
  private static Invocation tooLarge() {
    String answer = "{\"padding\":\"" + "x".repeat(AwsLimits.STATE_BYTES) + "\"}";
    return new Invocation(
        "a-request", "1", answer.getBytes(StandardCharsets.UTF_8), Optional.empty());
  }
}
