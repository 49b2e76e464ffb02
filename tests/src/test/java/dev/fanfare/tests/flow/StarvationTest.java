package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Clients who send as fast as they can cost only each other: an operator's broadcast goes before
 * them. {@code -Dfanfare.burst=60} bursts for a minute, and as fast as the sockets take it.
 */
@OnStack(StackKind.PACED)
class StarvationTest {
  private static final int SENDERS = 20;
  private static final int CLIENTS = 50;
  private static final String SECONDS = "fanfare.burst";
  private static final Duration BURST = Duration.ofSeconds(Integer.getInteger(SECONDS, 6));

  /** Ten messages a second are five times what the account may post; more only heat one machine. */
  private static final Duration BETWEEN =
      Duration.ofMillis(Integer.getInteger(SECONDS) == null ? 100 : 25);

  private static final String TO_EVERYONE = "{\"data\":\"operator\"}";

  private final List<ActionClient> senders = new ArrayList<>();

  @AfterEach
  void close() {
    senders.forEach(ActionClient::close);
  }

  @Test
  void broadcast_besideTwentyClientsThatBurst_takesAtMostHalfAsLongAgain(Flow flow)
      throws Exception {
    flow.connect(flow.names("listener", CLIENTS - SENDERS));
    for (String user : flow.names("sender", SENDERS)) {
      senders.add(new ActionClient(flow.endpoints().sockets(), user, ""));
    }
    flow.broadcasts().run(TO_EVERYONE).succeeded();
    long alone = millis(flow);

    var burst = new Thread(this::burst, "burst");
    burst.start();
    TimeUnit.SECONDS.sleep(2);
    var beside = new ArrayList<Long>();
    do {
      beside.add(millis(flow));
    } while (burst.isAlive());

    assertThat(beside)
        .as("ms of each broadcast beside the burst, where one alone takes %d ms", alone)
        .allMatch(millis -> millis <= alone * 1.5);
  }

  private static long millis(Flow flow) {
    long began = System.nanoTime();
    flow.broadcasts().run(TO_EVERYONE).succeeded();
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }

  /** Each sender in turn, whatever becomes of what it has sent. */
  private void burst() {
    long end = System.nanoTime() + BURST.toNanos();
    for (int i = 0; System.nanoTime() < end; i++) {
      senders
          .get(i % SENDERS)
          .send("{\"action\":\"sendmessage\",\"channel\":\"default\",\"message\":%d}".formatted(i));
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
