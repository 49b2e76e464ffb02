package dev.fanfare.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.broadcast.AwsLimits;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LatencyTest {

  @Property(tries = 100)
  void decode_encodedHistogram_isTheSame(
      @ForAll List<@LongRange(max = 120_000_000_000L) Long> nanos) {
    var histogram = Latency.empty();
    nanos.forEach(value -> Latency.record(histogram, value));

    var read = Latency.decode(Latency.encode(histogram));

    assertThat(read).isEqualTo(histogram);
    assertThat(read.getTotalCount()).isEqualTo(nanos.size());
  }

  @Test
  void record_extremes_areLimitedToAMicrosecondAndAMinute() {
    var histogram = Latency.empty();
    Latency.record(histogram, -5);
    Latency.record(histogram, 0);
    Latency.record(histogram, Long.MAX_VALUE);

    assertThat(histogram.getMinValue()).isEqualTo(1);
    assertThat(histogram.getMaxValue()).isBetween(60_000_000L, 60_600_000L);
    assertThat(histogram.getTotalCount()).isEqualTo(3);
  }

  @Test
  void record_value_isKeptToTwoDigits() {
    var histogram = Latency.empty();
    Latency.record(histogram, 123_456_000);

    assertThat(histogram.getMaxValue()).isBetween(123_456L, 125_000L);
  }

  @Test
  void encode_nothing_isEmpty() {
    assertThat(Latency.encode(Latency.empty())).isEmpty();
    assertThat(Latency.decode("").getTotalCount()).isZero();
  }

  @Test
  void encode_everyPossibleLatency_staysFarBelowTheStateLimit() {
    var histogram = Latency.empty();
    var random = new Random(5);
    for (int i = 0; i < 200_000; i++) {
      Latency.record(histogram, random.nextLong(60_000_000_000L));
    }

    assertThat(Latency.encode(histogram).length()).isLessThan(AwsLimits.STATE_BYTES / 50);
  }

  @Test
  void add_histograms_addsThemUp() {
    var one = Latency.empty();
    Latency.record(one, 1_000_000);
    var other = Latency.empty();
    Latency.record(other, 60_000_000_000L);

    one.add(Latency.decode(Latency.encode(other)));

    assertThat(one.getTotalCount()).isEqualTo(2);
  }

  @Test
  void decode_garbage_isRefused() {
    var random = new Random(9);
    for (int length = 0; length < 200; length++) {
      var bytes = new byte[length + 1];
      random.nextBytes(bytes);
      String text = Base64.getEncoder().encodeToString(bytes);
      assertThatThrownBy(() -> Latency.decode(text)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Latency.decode("not base64!"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
