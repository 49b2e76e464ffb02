package dev.fanfare.loopback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackHostsTest {

  @AfterEach
  void forget() {
    LoopbackHosts.allow(List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "LOCALHOST:1", "[::1]", "[::1]:65535"})
  void accepts_ownNames_withAnyPort(String header) {
    assertThat(LoopbackHosts.accepts(header)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost@evil:80",
        "localhost:80:80",
        "::1",
        "host.docker.internal"
      })
  void accepts_anyOther_isRefused(String header) {
    assertThat(LoopbackHosts.accepts(header)).isFalse();
    assertThat(LoopbackHosts.accepts(null)).isFalse();
  }

  @Test
  void allow_anotherName_isAcceptedAndListed() {
    LoopbackHosts.allow(List.of("Host.docker.internal"));

    assertThat(LoopbackHosts.accepts("host.docker.internal:4510")).isTrue();
    assertThat(LoopbackHosts.accepts("bucket.s3.localhost:4510")).isTrue();
    assertThat(LoopbackHosts.accepts("localhost.evil.example")).isFalse();
    assertThat(LoopbackHosts.refusal("other:1"))
        .isEqualTo(
            "Host is \"other:1\": must be 127.0.0.1, localhost or [::1], host.docker.internal; to"
                + " allow another name, start with ./fanfare local --allow-host other");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:1", "a,b", "*"})
  void allow_invalidHostName_isRefused(String name) {
    assertThatThrownBy(() -> LoopbackHosts.allow(List.of(name)))
        .hasMessageContaining('"' + name + "\" is not a host name");
    assertThat(LoopbackHosts.accepts(name)).isFalse();
  }

  @Test
  void server_foreignHost_isRefusedWithTheAllowedNames() throws IOException {
    try (var server =
            LoopbackHttp.start("SNS", 0, exchange -> LoopbackHttp.answer(exchange, 200, "x", "x"));
        var socket = new Socket("127.0.0.1", server.endpoint().getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));

      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 403")
          .contains(
              "\"message\":\"Host is \\\"evil.example\\\": must be 127.0.0.1, localhost or [::1]")
          .contains("--allow-host evil.example");
    }
  }
}
