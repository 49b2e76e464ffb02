package dev.fanfare.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"default", "a", "room 7", "news/de:sport.1", "Großraum-Büro", "🎉"})
  void check_name_isTheName(String name) {
    assertThat(ChannelName.check("channel", name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " a", "a ", "a#1", "a\nb", "a\u200Bb", "a\u2028b", "\uD83C"})
  void check_noName_isRefused(String name) {
    assertThatThrownBy(() -> ChannelName.check("channels[2]", name))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("channels[2]")
        .hasMessageContaining(ChannelName.RULE);
  }

  @Test
  void isValid_asLongAsMayBe_countsBytes() {
    assertThat(ChannelName.isValid("ü".repeat(64))).isTrue();
    assertThat(ChannelName.isValid("ü".repeat(64) + "x")).isFalse();
  }
}
