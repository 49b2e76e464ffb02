package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Clients that send as fast as they can only slow down each other: an operator's broadcast has
 * priority. With {@code -Dfanfare.burst=60} they send for a minute, as fast as the sockets allow.
 */
@OnStack(StackKind.PACED)
class StarvationIT {
  private static final int SENDERS = 20;
  private static final int CLIENTS = 50;
  private static final int ALONE = 5;
  private static final String SECONDS = "fanfare.burst";
  private static final Duration BURST = Duration.ofSeconds(Integer.getInteger(SECONDS, 10));

  /**
   * Ten messages a second are five times what the account may post. More would only load the
   * machine.
   */
  private static final Duration BETWEEN =
      Duration.ofMillis(Integer.getInteger(SECONDS) == null ? 100 : 25);

  private static final String TO_EVERYONE = "{\"data\":\"operator\"}";

  private final List<ActionClient> senders = new ArrayList<>();

  @AfterEach
  void close() {
    senders.forEach(ActionClient::close);
  }

  // This test compares times, so other work on the machine would distort it.
  @Tag("campaign")
  @Test
  void broadcast_duringABurstOfTwentyClients_takesAtMostHalfAsLongAgain(Flow flow) {
    flow.connect(flow.names("listener", CLIENTS - SENDERS));
    for (String user : flow.names("sender", SENDERS)) {
      senders.add(new ActionClient(flow.endpoints().sockets(), user, ""));
    }
    // All functions have started, so no call waits for a cold start.
    senders.forEach(sender -> sender.send(message(0)));
    senders.forEach(ActionClient::next);
    flow.broadcasts().run(TO_EVERYONE).succeeded();
    long alone = median(Stream.generate(() -> millis(flow)).limit(ALONE).toList());

    var beside = new ArrayList<Long>();
    try (var burst = new Burst(senders)) {
      await().atMost(Duration.ofSeconds(30)).until(() -> burst.sent() >= 2 * SENDERS);
      do {
        beside.add(millis(flow));
      } while (!burst.isOver());
    }

    long median = median(beside);
    System.out.printf(
        "%d broadcasts beside the burst: %d ms (%d to %d), alone: %d ms%n",
        beside.size(), median, Collections.min(beside), Collections.max(beside), alone);
    assertThat(median)
        .as("ms, the median of %s beside the burst, where one alone takes %d ms", beside, alone)
        .isLessThanOrEqualTo(alone * 3 / 2);
  }

  private static long median(List<Long> millis) {
    return millis.stream().sorted().skip(millis.size() / 2).findFirst().orElseThrow();
  }

  private static String message(int number) {
    return "{\"action\":\"sendmessage\",\"channel\":\"default\",\"message\":%d}".formatted(number);
  }

  private static long millis(Flow flow) {
    long began = System.nanoTime();
    flow.broadcasts().run(TO_EVERYONE).succeeded();
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }

  /** The senders take turns at a fixed rate, even if their messages are refused. */
  private static final class Burst implements AutoCloseable {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger sent = new AtomicInteger();
    private final long end = System.nanoTime() + BURST.toNanos();

    Burst(List<ActionClient> senders) {
      clock.scheduleAtFixedRate(() -> send(senders), 0, BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void send(List<ActionClient> senders) {
      if (!isOver()) {
        int i = sent.getAndIncrement();
        senders.get(i % SENDERS).send(message(i));
      }
    }

    int sent() {
      return sent.get();
    }

    boolean isOver() {
      return System.nanoTime() - end >= 0;
    }

    @Override
    public void close() {
      clock.shutdownNow();
    }
  }
}
