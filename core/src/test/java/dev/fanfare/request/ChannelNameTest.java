package dev.fanfare.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.broadcast.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"default", "a", "room 7", "news/de:sport.1", "Großraum-Büro", "🎉"})
  void check_validName_isUnchanged(String name) {
    assertThat(ChannelName.check("channel", name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " a", "a ", "a#1", "a\nb", "a\u200Bb", "a\u2028b", "\uD83C"})
  void check_invalidName_isRefused(String name) {
    assertThatThrownBy(() -> ChannelName.check("channels[2]", name))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("channels[2]")
        .hasMessageContaining(ChannelName.RULE);
  }

  /** Persian "I go", Sinhala "Sri", Hindi with a half letter, a family, a rainbow flag. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0645\u06cc\u200c\u0631\u0648\u0645",
        "\u0dc1\u0dca\u200d\u0dbb\u0dd3",
        "\u0915\u094d\u200d\u0937",
        "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
        "\ud83c\udff3\ufe0f\u200d\ud83c\udf08"
      })
  void isValid_joinersWithAVisibleEffect_areAllowed(String name) {
    assertThat(ChannelName.isValid(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u200c\u0645",
        "\u0645\u200c",
        "\u0645\u200d",
        "\u200d",
        "a\u200db",
        "a\u200cb",
        "\u0645\u200c\u200c\u0631",
        "\u0645\u200c b",
        "\u0645\u200ca",
        "1\u200d2",
        "\ud83d\udc68\u200c\ud83d\udc69"
      })
  void isValid_joinersWithoutAVisibleEffect_areRefused(String name) {
    assertThat(ChannelName.isValid(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00a0", "\u2003", "\u3000", "\ufeff", "\u2007", "\u202f", "\u1680", "\u205f", "\u0085",
        "\t", "\u2028", "\u3164", "\u115f", "\u2800", "\u200b", "\u2060"
      })
  void isValid_anyBlankAtEitherEnd_isRefused(String blank) {
    assertThat(ChannelName.isValid(blank + "a")).isFalse();
    assertThat(ChannelName.isValid("a" + blank)).isFalse();
    assertThat(ChannelName.isValid(blank)).isFalse();
  }

  @Test
  void isValid_blanksInside_areAllowed() {
    assertThat(ChannelName.isValid("room\u00a07")).isTrue();
    assertThat(ChannelName.isValid("\u6771\u4eac\u3000\u5927\u962a")).isTrue();
  }

  @Test
  void isValid_maximumLength_countsBytes() {
    assertThat(ChannelName.isValid("ü".repeat(64))).isTrue();
    assertThat(ChannelName.isValid("ü".repeat(64) + "x")).isFalse();
  }
}
