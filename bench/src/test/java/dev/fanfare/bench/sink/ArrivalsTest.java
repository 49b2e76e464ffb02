package dev.fanfare.bench.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final long START = 1_763_800_000_700L;

  @Test
  void fullest_acrossTwoSecondsOfTheClock_differs() {
    var arrivals = new Arrivals();
    for (int post = 0; post < 100; post++) {
      arrivals.add(START + 250 + post);
    }

    // 50 posts before the next second of the clock, and 50 after.
    assertThat(arrivals.fullestSecond()).isEqualTo(50);
    assertThat(arrivals.fullestSpan()).isEqualTo(100);
  }

  @Test
  void fullestSpan_random_isTheMaximumOfAllSpans() {
    var random = new Random(7);
    var arrivals = new Arrivals();
    long[] posts = random.longs(3_000, START, START + 5_000).sorted().toArray();
    for (long post : posts) {
      arrivals.add(post);
    }

    long most = 0;
    for (long from = START - 1_000; from < START + 5_000; from++) {
      long begin = from;
      most =
          Math.max(
              most, Arrays.stream(posts).filter(at -> at >= begin && at < begin + 1_000).count());
    }
    assertThat(arrivals.fullestSpan()).isEqualTo(most);
    assertThat(arrivals.posts()).isEqualTo(3_000);
  }

  @Test
  void clear_removesAllPosts() {
    var arrivals = new Arrivals();
    arrivals.add(START);
    arrivals.clear();

    assertThat(arrivals.posts()).isZero();
    assertThat(arrivals.fullestSpan()).isZero();
  }
}
