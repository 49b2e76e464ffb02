package dev.fanfare.local.lambda.sources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.local.lambda.Invocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The size of batches, and the number of concurrent batches. */
class QueueBatchesIT extends OnQueue {

  @Test
  void poll_batchingWindow_collectsSeveralReceives() throws Exception {
    createQueue(Map.of());
    var bodies = new String[25];
    for (int i = 0; i < bodies.length; i++) {
      bodies[i] = "m" + i;
    }
    send(bodies);
    poll(25, Duration.ofSeconds(20), false, event -> succeed("null"));

    assertThat(bodies(next())).containsExactlyInAnyOrder(bodies);
    awaitEmpty();
  }

  @Test
  void poll_batchAboveSixMegabytes_isSplit() throws Exception {
    createQueue(Map.of());
    for (int i = 0; i < 7; i++) {
      send("x".repeat(1_000_000));
    }
    poll(10, NO_WINDOW, false, event -> succeed("null"));

    int messages = 0;
    while (messages < 7) {
      var event = next();
      assertThat(event.toString().length()).isLessThanOrEqualTo(AwsLimits.INVOKE_BYTES);
      messages += event.get("Records").size();
    }
    assertThat(messages).isEqualTo(7);
    awaitEmpty();
  }

  @Test
  void poll_functionBusy_invokesNoMoreThanItsConcurrency() throws Exception {
    createQueue(Map.of());
    send("a", "b", "c");
    var busy = new ArrayList<CompletableFuture<Invocation>>();
    poll(
        1,
        NO_WINDOW,
        false,
        event -> {
          var running = new CompletableFuture<Invocation>();
          busy.add(running);
          return running;
        });

    next();
    next();
    assertThat(events.poll(300, TimeUnit.MILLISECONDS)).isNull();
    busy.get(0).complete(invocation("null", Optional.empty()));
    next();
    assertThat(busy).hasSize(3);
  }

  /** A long poll lasts twenty seconds, so a close that waits for it takes more than five. */
  @Test
  @Timeout(5)
  void close_whileLongPolling_returnsAtOnce() {
    createQueue(Map.of());
    poll(10, NO_WINDOW, false, event -> succeed("null"));

    poller.close();
  }
}
