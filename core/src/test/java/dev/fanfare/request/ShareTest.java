package dev.fanfare.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fanfare.tables.SubscriptionRow;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShareTest {
  private static final int MANY = 20_000;

  @Property(tries = 500)
  void contains_smallerShare_isPartOfTheLarger(
      @ForAll @IntRange(min = 1, max = 100_000) int one,
      @ForAll @IntRange(min = 1, max = 100_000) int other,
      @ForAll String connectionId) {
    var smaller = new Share(Math.min(one, other));
    var larger = new Share(Math.max(one, other));

    if (smaller.contains(connectionId)) {
      assertThat(larger.contains(connectionId)).isTrue();
    }
    assertThat(new Share(100_000).contains(connectionId)).isTrue();
  }

  /** Property: however an audience is split, every connection is in exactly one part. */
  @Property(tries = 500)
  void without_consecutiveShares_containEachConnectionOnce(
      @ForAll @IntRange(min = 1, max = 99_998) int one,
      @ForAll @IntRange(min = 1, max = 99_998) int other,
      @ForAll String connectionId) {
    var first = new Share(Math.min(one, other));
    var second = new Share(Math.max(one, other) + 1);
    var all = new Share(100_000);

    assertThat(
            Stream.of(first, second.without(first), all.without(second))
                .filter(share -> share.contains(connectionId)))
        .hasSize(1);
  }

  /** Sequential ids work as well as random ids, and so do the ids of one lane of a channel. */
  @ParameterizedTest
  @CsvSource({"100", "1000", "10000", "33333", "50000", "99000"})
  void contains_manyConnections_matchesThePercentage(int thousandths) {
    var random = new Random(thousandths);
    assertShare(thousandths, Long::toString);
    assertShare(thousandths, i -> Long.toHexString(random.nextLong()) + "=");
    assertShare(thousandths, i -> inLane(3, i));
  }

  private static String inLane(int lane, long i) {
    return LongStream.range(0, Long.MAX_VALUE)
        .mapToObj(n -> i + "-" + n)
        .filter(id -> SubscriptionRow.partitionOf(id) == lane)
        .findFirst()
        .orElseThrow();
  }

  private static void assertShare(int thousandths, LongFunction<String> ids) {
    var share = new Share(thousandths);
    long in = LongStream.range(0, MANY).mapToObj(ids).filter(share::contains).count();
    double part = thousandths / 100_000.0;
    // Five standard deviations of a binomial distribution.
    double bound = 5 * Math.sqrt(MANY * part * (1 - part));
    assertThat((double) in).isCloseTo(MANY * part, within(bound));
  }

  /** The place equals the result of {@code printf %s <id> | sha256sum}, so it never changes. */
  @Test
  void contains_knownId_hasItsSha256Place() {
    // ba7816bf is 0.72839… of 2^32.
    assertThat(new Share(72_839).contains("abc")).isFalse();
    assertThat(new Share(72_840).contains("abc")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 100_001})
  void share_invalid_isRefused(int thousandths) {
    assertThatThrownBy(() -> new Share(thousandths)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void without_moreThanAll_isRefused() {
    var tenth = new Share(10_000);

    assertThat(tenth.exceeds(new Share(9_999))).isTrue();
    assertThat(tenth.exceeds(tenth)).isFalse();
    assertThatThrownBy(() -> tenth.without(tenth)).isInstanceOf(IllegalArgumentException.class);
  }
}
