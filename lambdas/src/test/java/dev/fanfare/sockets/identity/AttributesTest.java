package dev.fanfare.sockets.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.broadcast.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributesTest {

  @Test
  void of_query_readsParametersThatStartWithAttr() {
    var handshake =
        new Handshake("arn", Map.of("user_id", "a", "attr.plan", "", "attribute.x", "y"), null);

    assertThat(Attributes.of(handshake)).isEqualTo(Map.of("plan", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1st", "a-b", "ä", "a b", "_a", "a.b"})
  void check_invalidName_isRefused(String name) {
    assertThatThrownBy(() -> Attributes.check("attr", Map.of(name, "x")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("names must match");
  }

  @Test
  void check_longestName_isAccepted() {
    assertThat(Attributes.check("attr", Map.of("a".repeat(32), "x"))).hasSize(1);
    assertThatThrownBy(() -> Attributes.check("attr", Map.of("a".repeat(33), "x")))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void check_unpairedSurrogate_isRefused() {
    assertThatThrownBy(() -> Attributes.check("attr", Map.of("a", "\ud83c")))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Property(tries = 300)
  void check_anySizes_respectAllThreeLimits(
      @ForAll @IntRange(max = 20) int count,
      @ForAll @StringLength(max = 3) String unit,
      @ForAll @IntRange(max = 150) int repeated) {
    String value =
        new String(unit.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).repeat(repeated);
    var attributes = new HashMap<String, String>();
    for (int i = 0; i < count; i++) {
      attributes.put("a" + (char) ('a' + i), value);
    }
    int bytes = value.getBytes(StandardCharsets.UTF_8).length;
    boolean isGood = count <= 16 && (count == 0 || bytes <= 256) && count * (2 + bytes) <= 2 * 1024;

    if (isGood) {
      assertThat(Attributes.check("attr", attributes)).isSameAs(attributes);
    } else {
      assertThatThrownBy(() -> Attributes.check("attr", attributes))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageStartingWith("attr");
    }
  }

  @Test
  void channelPatterns_fewAndWellFormed_areAccepted() {
    var good = List.of("*", "news", "room-*", "two words *", "a*b");

    assertThat(ChannelGrants.check("channels", good)).isSameAs(good);
    assertThat(ChannelGrants.check("channels", List.of())).isEmpty();
    assertThat(ChannelGrants.check("channels", null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a#*", "#", " a", "a\n*"})
  void channelPatterns_malformed_areRefused(String pattern) {
    assertThatThrownBy(() -> ChannelGrants.check("channels", List.of("news", pattern)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("channels[1]");
  }

  @Property(tries = 50)
  void channelPatterns_tooManyOrTooLong_areRefused(@ForAll @IntRange(max = 70) int count) {
    var patterns = Collections.nCopies(count, "x".repeat(60));

    if (count * 60 <= 2 * 1024) {
      assertThat(ChannelGrants.check("channels", patterns)).hasSize(count);
    } else {
      assertThatThrownBy(() -> ChannelGrants.check("channels", patterns))
          .isInstanceOf(InvalidRequestException.class);
    }
  }
}
