package dev.fanfare.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetsTest {

  @Property(tries = 300)
  void parse_textForm_returnsTheSameLines(@ForAll Set<@IntRange(max = 120_000) Integer> lines) {
    var offsets = new Offsets();
    lines.forEach(offsets::add);

    var read = Offsets.parse(offsets.toString());

    assertThat(read.stream().boxed().toList()).isEqualTo(lines.stream().sorted().toList());
    assertThat(read.size()).isEqualTo(lines.size());
  }

  @Test
  void toString_fewLines_isReadable() {
    var offsets = new Offsets();
    for (int line : new int[] {3, 17, 100, 101, 102}) {
      offsets.add(line);
    }

    assertThat(offsets).hasToString("3,17,100-102");
  }

  @Test
  void toString_worstCaseOfAHundredThousandLines_staysFarBelowTheStateLimit() {
    var random = new Random(7);
    var offsets = new Offsets();
    for (int line = 0; line < 100_000; line++) {
      if (random.nextBoolean()) {
        offsets.add(line);
      }
    }

    assertThat(offsets.toString().length()).isLessThan(AwsLimits.STATE_BYTES / 10);
    assertThat(Offsets.parse(offsets.toString()).size()).isEqualTo(offsets.size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "1,x",
        ",1",
        "1-",
        "-1",
        "-5",
        "5-3",
        "0-2147483647",
        "99999999999",
        "bits:",
        "bits:AAAA",
        "bits:!",
        // Deflated with an unknown dictionary.
        "bits:eLsAAAABAAAA"
      })
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void parse_garbage_isRefused(String text) {
    assertThatThrownBy(() -> Offsets.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void contains_andNextFrom_findTheLinesOfTheSet() {
    Offsets offsets = Offsets.parse("3,7-9");

    assertThat(offsets.contains(3)).isTrue();
    assertThat(offsets.contains(4)).isFalse();
    assertThat(offsets.nextFrom(0)).isEqualTo(3);
    assertThat(offsets.nextFrom(3)).isEqualTo(3);
    assertThat(offsets.nextFrom(4)).isEqualTo(7);
    assertThat(offsets.nextFrom(10)).isEqualTo(-1);
  }

  @Test
  void parse_rangeOfOneLine_isThatLine() {
    assertThat(Offsets.parse("5-5").stream()).containsExactly(5);
  }

  @Test
  void toString_2000Characters_isTheLongestReadableForm() {
    assertThat(scattered(1_000_000).toString()).hasSize(2_000).endsWith(",1000000");
    assertThat(scattered(10_000_000).toString()).startsWith("bits:");
  }

  /** 398 lines with four digits, one with two, and a last one. */
  private static Offsets scattered(int last) {
    var offsets = new Offsets();
    offsets.add(10);
    for (int line = 0; line < 398; line++) {
      offsets.add(1_000 + 2 * line);
    }
    offsets.add(last);
    return offsets;
  }
}
