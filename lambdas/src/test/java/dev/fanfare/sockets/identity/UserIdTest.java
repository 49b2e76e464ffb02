package dev.fanfare.sockets.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.broadcast.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserIdTest {

  @ParameterizedTest
  @ValueSource(strings = {"bob", "Zoë \"🎉\" O'Hara", "علی‌رضا", "👨‍👩‍👧", "=1+1", "a b"})
  void check_visibleText_isAnId(String id) {
    assertThat(UserId.check("user_id", id)).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[2J",
        "a\u007fb",
        "a\u009bb",
        "a\u202eb",
        "a\u2066b",
        "a\u2028b",
        "a\u2029b",
        "a\u200bb",
        "a\u200db",
        "a\u00adb",
        "a\ufeffb"
      })
  void check_invisibleText_isRefusedInPrintableForm(String id) {
    assertThatThrownBy(() -> UserId.check("user_id", id))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("user_id is \"")
        .hasMessageContaining("\\u")
        .message()
        .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
  }

  @Test
  void check_missing_isRefused() {
    assertThatThrownBy(() -> UserId.check("user_id", null)).hasMessageContaining("is missing");
  }
}
