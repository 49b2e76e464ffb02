package dev.fanfare.reduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.push.Latency;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PostLatencyTest {

  @Test
  void of_anyLatencies_putsEachPostIntoOneBucket() {
    var random = new Random(7);
    var micros = Latency.empty();
    for (int post = 0; post < 10_000; post++) {
      Latency.record(micros, (long) (1_000_000 * Math.exp(random.nextGaussian())));
    }

    PostLatency latency = PostLatency.of(micros);

    assertThat(latency.buckets().stream().mapToLong(PostLatency.Bucket::posts).sum())
        .isEqualTo(10_000);
    assertThat(latency.buckets())
        .isSortedAccordingTo(java.util.Comparator.comparing(PostLatency.Bucket::upToMicros));
    assertThat(latency.buckets().get(0).posts()).isPositive();
    assertThat(latency.buckets()).hasSizeLessThan(40);
    assertThat(latency.buckets().get(latency.buckets().size() - 1).upToMicros())
        .isGreaterThanOrEqualTo(latency.max());
  }

  @Test
  void of_oneLongPost_isOneBucket() {
    var micros = Latency.empty();
    Latency.record(micros, Duration.ofSeconds(50).toNanos());

    assertThat(PostLatency.of(micros).buckets())
        .singleElement()
        .satisfies(bucket -> assertThat(bucket.posts()).isEqualTo(1));
  }

  @Test
  void of_noPosts_hasNoBuckets() {
    assertThat(PostLatency.of(Latency.empty()).buckets()).isEmpty();
  }
}
