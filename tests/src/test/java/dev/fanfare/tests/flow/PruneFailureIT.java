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

/** All posts are done and the books are complete. A later failure does not change that. */
@OnStack(StackKind.SMALL_SHARDS)
class PruneFailureIT {
  private static final String DATA = "\"hello\"";

  @Test
  void pruneFails_endsWithTheBooksAndTheError(Flow flow) {
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

  /** An error that is not retried. */
  private static Invocation tooLarge() {
    String answer = "{\"padding\":\"" + "x".repeat(AwsLimits.STATE_BYTES) + "\"}";
    return new Invocation(
        "a-request", "1", answer.getBytes(StandardCharsets.UTF_8), Optional.empty());
  }
}
