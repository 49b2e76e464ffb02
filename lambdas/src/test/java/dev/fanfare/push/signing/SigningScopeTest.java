package dev.fanfare.push.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningScopeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/%40connections/", "/live/%40connections/", "/a/b.c/...%20/$default/@x/"})
  void new_validPath_isAccepted(String path) {
    assertThat(new SigningScope("eu-central-2", "[::1]:8443", path).path()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "live/", "/live", "//x/", "/a/./x/", "/../", "/a b/", "/%4/", "/a?b/", "/é/"})
  void new_invalidPath_isRefused(String path) {
    assertThatThrownBy(() -> new SigningScope("eu-central-2", "host", path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a path: " + path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a host", "host/x", "host\r\nx:y", "user@host"})
  void new_invalidHost_isRefused(String host) {
    assertThatThrownBy(() -> new SigningScope("eu-central-2", host, "/"))
        .hasMessage("not a host: " + host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "eu/central", "eu central"})
  void new_invalidRegion_isRefused(String region) {
    assertThatThrownBy(() -> new SigningScope(region, "host", "/"))
        .hasMessage("not a region: " + region);
  }
}
