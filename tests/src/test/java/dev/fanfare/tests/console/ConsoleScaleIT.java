package dev.fanfare.tests.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fanfare.tests.browser.Chromium;
import dev.fanfare.tests.browser.InBrowser;
import dev.fanfare.tests.flow.Slow;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The console with a simulated broadcast that would take this machine more than an hour. */
@InBrowser
@Order(Slow.FIRST)
class ConsoleScaleIT {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long NEVER_AGAIN = HOUR;
  private static final int READINGS = 5;
  private static final String VIEW = "#/broadcasts/" + SimulatedOperations.ID;
  private static final String HEADING = "Broadcast " + SimulatedOperations.ID;

  /** Milliseconds from the call until the page is drawn. */
  private static final String TIME_A_PICTURE =
      """
      (async () => {
        const slider = document.querySelector('.heatmap input[type=range]');
        const begun = performance.now();
        for (let step = 0; step < 50; step += 1) {
          slider.value = step * 20;
          slider.dispatchEvent(new Event('input'));
          await new Promise(requestAnimationFrame);
          await new Promise(requestAnimationFrame);
        }
        return (performance.now() - begun) / 50;
      })()
      """;

  @Test
  void heatMap_twoThousandShards_isDrawnWithinASecondAndFollowsTheSlider(Chromium browser)
      throws Exception {
    var shards = new SimulatedShards(2_000, 50, 100, 1_000, 7);
    var simulated = new SimulatedOperations(shards, () -> shards.endsAfter() / 2, NEVER_AGAIN, 100);
    try (var stage = ConsoleStage.open(simulated, browser)) {
      ConsolePage page = stage.page();
      long begun = System.nanoTime();
      page.go(VIEW, HEADING);
      page.awaitText(".heatmap .about", text -> text.startsWith("Shard 0"));
      Duration until = Duration.ofNanos(System.nanoTime() - begun);
      double picture = page.evaluate(TIME_A_PICTURE).asDouble();

      System.out.printf(
          "heat map: %d ms until it was drawn, %.1f ms a step%n", until.toMillis(), picture);
      assertThat(page.evaluate("document.querySelector('.heatmap canvas').width").asInt())
          .isPositive();
      // It takes a tenth of that. A page that polls shard by shard would take minutes.
      assertThat(until).isLessThan(Duration.ofSeconds(5));
      stage.inspect("two-thousand-shards");
    }
  }

  @Test
  void history_25000Events_scrollsWithFewElementsAndCanBeFiltered(Chromium browser)
      throws Exception {
    var shards = new SimulatedShards(20, 50, 10, 1_000, 7);
    var simulated = new SimulatedOperations(shards, shards::endsAfter, NEVER_AGAIN, 25_000);
    try (var stage = ConsoleStage.open(simulated, browser)) {
      ConsolePage page = stage.page().go(VIEW, HEADING);
      page.awaitText(".history", text -> text.contains("event no. 1"));
      String view = "document.querySelector('.history')";

      page.evaluate(view + ".scrollTop = " + view + ".scrollHeight");
      page.awaitText(".history", text -> text.contains("event no. 25000"));
      assertThat(page.evaluate(view + ".querySelectorAll('[role=row]').length").asInt())
          .isLessThan(100);
      page.fill("input[type=search]", "taskfailed");
      page.awaitText(".history .bad", text -> text.contains("event no. "));
      assertThat(page.evaluate(view + ".getAttribute('aria-rowcount')").asInt()).isEqualTo(26);
    }
  }

  /**
   * An hour has 1,800 polls, one every two seconds. The page's memory must not grow with the number
   * of polls.
   */
  @Test
  @Tag("campaign")
  void memory_duringAnHour_staysConstant(Chromium browser) throws Exception {
    var shards = new SimulatedShards(100, 1_000, 10, HOUR / 10, 7);
    var asked = new AtomicLong();
    var simulated =
        new SimulatedOperations(
            shards, () -> Math.min(HOUR - 1, asked.incrementAndGet() * 2_000), 1, 500);
    try (var stage = ConsoleStage.open(simulated, browser)) {
      ConsolePage page = stage.page().go(VIEW, HEADING);
      // By then the curve of posts has reached its 600 points, and the code is compiled.
      long early = heapAfter(page, asked, 1_000);
      long late = heapAfter(page, asked, 1_800);

      System.out.printf("page: %,d bytes in the hour, %,d at its end%n", early, late);
      assertThat(late).isLessThan(early + early / 10);
    }
  }

  /** The minimum of some readings, because an answer in use is in memory twice. */
  private static long heapAfter(ConsolePage page, AtomicLong asked, long count) {
    long least = Long.MAX_VALUE;
    for (int reading = 0; reading < READINGS; reading++) {
      long looks = count + reading;
      await().atMost(Duration.ofMinutes(5)).until(() -> asked.get() >= looks);
      least = Math.min(least, page.page().heapBytes());
    }
    return least;
  }
}
