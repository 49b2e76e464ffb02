package dev.fanfare.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.text.Printable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BroadcastIdTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "spring-sale", "2026.11.22_08", "059f36b4-87a3-44ab-83d2-661975830a7d", ".a"})
  void check_validId_isUnchanged(String id) {
    assertThat(BroadcastId.check("id", id)).isEqualTo(id);
  }

  static String[] badIds() {
    return new String[] {
      "", ".", "..", "a b", "a\tb", "a\u007f", "é", "🎉", "a/b", "a\\b", "a\"b", "a#b", "a%b",
      "a^b", "a|b", "a~b", "a`b", "a$b", "a&b", "a,b", "a;b", "a:b", "a*b", "a?b", "<a>", "{a}",
      "[a]"
    };
  }

  @ParameterizedTest
  @MethodSource("badIds")
  void check_invalidId_isRefusedWithFieldValueAndRule(String id) {
    assertThatThrownBy(() -> BroadcastId.check("message id", id))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith(
            "message id is \"" + Printable.of(id) + "\": must be a valid execution name");
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 81})
  void check_80Characters_areAllowed(int length) {
    String id = "x".repeat(length);
    if (length == 80) {
      assertThat(BroadcastId.check("id", id)).isEqualTo(id);
    } else {
      assertThatThrownBy(() -> BroadcastId.check("id", id)).hasMessageContaining("1 to 80");
    }
  }
}
