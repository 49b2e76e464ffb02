package dev.fanfare.push.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

  @Test
  void toString_session_hidesItsSecrets() {
    var credentials = new Credentials("AKID", "hidden", "secret-token");

    assertThat(credentials).hasToString("Credentials[AKID, with session]");
  }

  @Test
  void new_emptySessionToken_countsAsNone() {
    assertThat(new Credentials("AKID", "hidden", ""))
        .isEqualTo(new Credentials("AKID", "hidden", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "tab\t", "a\r\nx-injected: 1", "é", "\u007f"})
  void new_textInvalidInAHeader_isRefusedWithoutShowingIt(String text) {
    assertThatThrownBy(() -> new Credentials("AKID", text, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("secret access key has characters other than visible ASCII");
    assertThatThrownBy(() -> new Credentials("AKID", "hidden", text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("session token has characters other than visible ASCII");
  }

  @Test
  void new_withoutKey_isRefused() {
    assertThatThrownBy(() -> new Credentials(null, "hidden", null)).hasMessage("no access key id");
    assertThatThrownBy(() -> new Credentials("AKID", "", null)).hasMessage("no secret access key");
  }
}
