package dev.fanfare.push.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fanfare.push.BackOff;
import dev.fanfare.push.PostRates;
import dev.fanfare.push.PushConfig;
import dev.fanfare.push.PushSettings;
import dev.fanfare.push.PushTime;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarmUpIT {
  private static final Duration LONG = Duration.ofSeconds(30);

  @ParameterizedTest
  @ValueSource(strings = {PushConfig.HTTP1, PushConfig.HTTP2})
  void run_eitherProtocol_postsAWholeShard(String transport) throws Exception {
    long made = warmUp(transport).run(1, LONG);

    // The posts that got 429 or 500 were repeated.
    assertThat(made).isBetween(2_501L, 3_000L);
  }

  @Test
  void run_timeIsUp_ends() throws Exception {
    long began = System.nanoTime();

    long made = warmUp(PushConfig.HTTP1).run(1_000_000, Duration.ofSeconds(1));

    // The warm-up posts 2,000 a second.
    assertThat(made).isLessThan(10_000);
    // Requests an end after one second; a million posts would take minutes on any machine.
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void run_afterwards_leavesNoThread() throws Exception {
    List<Thread> before = threads();

    warmUp(PushConfig.HTTP1).run(1, Duration.ofMillis(200));

    // A loop may need a moment after the request to end.
    await()
        .untilAsserted(
            () -> assertThat(threads()).filteredOn(thread -> !before.contains(thread)).isEmpty());
  }

  /** The threads of pushers and of their warm-up endpoints. */
  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("(push|rehearsal)-.*"))
        .toList();
  }

  private static WarmUp warmUp(String transport) {
    // No server listens at this address.
    var endpoint = URI.create("https://127.0.0.1:1/live");
    return new WarmUp(
        new PushConfig(
            "b",
            endpoint,
            "Permits",
            "Progress",
            Duration.ofDays(1),
            transport,
            new PostRates(1, 100, 20),
            new PushSettings(50, 3, Duration.ofSeconds(5), BackOff.DEFAULT)),
        PushTime.system());
  }
}
