package dev.fanfare.push.transport.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.push.transport.PostResult;
import dev.fanfare.push.transport.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A transport posts nothing to a server that cannot prove its identity. */
class TlsContractIT {
  private static final byte[] MESSAGE = "\"secret\"".getBytes(StandardCharsets.UTF_8);

  static Stream<Arguments> badCertificates() {
    return Arrays.stream(TransportKind.values())
        .flatMap(
            kind ->
                Stream.of(Certificates.OTHER_HOST, Certificates.EXPIRED, Certificates.SELF_SIGNED)
                    .map(certificate -> Arguments.of(kind, certificate)));
  }

  /** The timeout is short, because the SDK's client repeats handshakes until its own timeout. */
  @ParameterizedTest
  @MethodSource("badCertificates")
  void post_invalidCertificate_failsUnsent(TransportKind kind, Certificates certificate) {
    try (var server = ScriptedServer.start(Optional.of(ServerTls.with(certificate)));
        var transport = kind.open(server.endpoint(), Terms.hasty(2, Duration.ofMillis(1_500)))) {
      var answers = Conversation.hold(transport.prepare(MESSAGE), List.of("a", "b", "c"), 2);

      assertThat(answers)
          .allMatch(answer -> answer.kind() == PostResult.Kind.FAILED)
          .allMatch(answer -> !answer.detail().isEmpty());
      assertThat(server.requests()).isEmpty();
    }
  }

  /** The transports that trust our authority. */
  static Stream<TransportKind> secured() {
    return Arrays.stream(TransportKind.values()).filter(kind -> kind.tls().isPresent());
  }

  @ParameterizedTest
  @MethodSource("secured")
  void post_serverWithoutAlpn_usesHttp11(TransportKind kind) {
    try (var server = ScriptedServer.start(Optional.of(ServerTls.with(Certificates.TRUSTED)));
        var transport = kind.open(server.endpoint(), Terms.patient(2))) {
      assertThat(Conversation.hold(transport.prepare(MESSAGE), List.of("a", "b", "c"), 2))
          .containsOnly(PostResult.ACCEPTED);

      assertThat(server.requests()).hasSize(3).allMatch(post -> post.line().endsWith("HTTP/1.1"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void post_plainTextOnATlsPort_failsUnsent(TransportKind kind) {
    try (var server = tlsServer();
        var transport = kind.open(server.endpoint(), Terms.patient(2))) {
      server.scriptOpening(
          socket -> {
            socket
                .getOutputStream()
                .write(
                    "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
          });

      assertFailed(transport, server);
    }
  }

  @ParameterizedTest
  @EnumSource
  void post_closedDuringTheHandshake_failsUnsent(TransportKind kind) {
    try (var server = tlsServer();
        var transport = kind.open(server.endpoint(), Terms.patient(2))) {
      server.scriptOpening(socket -> socket.getInputStream().readNBytes(5));

      assertFailed(transport, server);
    }
  }

  @ParameterizedTest
  @EnumSource
  void post_silenceDuringTheHandshake_failsInTime(TransportKind kind) {
    var timeout = Duration.ofMillis(800);
    try (var server = tlsServer();
        var transport = kind.open(server.endpoint(), Terms.hasty(2, timeout))) {
      server.scriptOpening(socket -> socket.getInputStream().readAllBytes());
      long began = System.nanoTime();

      assertFailed(transport, server);

      // The post's own timeout ends it, not a later one. The extra five seconds are for a busy
      // machine.
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(timeout.plusSeconds(5));
    }
  }

  private static ScriptedServer tlsServer() {
    return ScriptedServer.start(Optional.of(ServerTls.with(Certificates.TRUSTED, "http/1.1")));
  }

  private static void assertFailed(Transport transport, ScriptedServer server) {
    var answers = Conversation.hold(transport.prepare(MESSAGE), List.of("a"), 1);

    assertThat(answers.get(0).kind()).isEqualTo(PostResult.Kind.FAILED);
    assertThat(server.requests()).isEmpty();
  }
}
