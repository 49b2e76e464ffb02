package dev.fanfare.push.transport.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.push.transport.PostResult;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The format of a post on the wire. */
class RequestContractIT {
  private static final byte[] MESSAGE = "{\"a\":\"ü\"}".getBytes(StandardCharsets.UTF_8);
  private static final String ID = "L0SM9cOFvHcCIhw=";

  /** The paths of the endpoint and of a post: with a stage, and with a custom domain. */
  static Stream<Arguments> paths() {
    return Arrays.stream(TransportKind.values())
        .flatMap(
            kind ->
                Stream.of(
                    Arguments.of(kind, "/prod", "/prod/%40connections/L0SM9cOFvHcCIhw%3D"),
                    Arguments.of(kind, "/prod/", "/prod/%40connections/L0SM9cOFvHcCIhw%3D"),
                    Arguments.of(kind, "", "/%40connections/L0SM9cOFvHcCIhw%3D"),
                    Arguments.of(kind, "/", "/%40connections/L0SM9cOFvHcCIhw%3D"),
                    Arguments.of(kind, "/a/b", "/a/b/%40connections/L0SM9cOFvHcCIhw%3D")));
  }

  @ParameterizedTest
  @MethodSource("paths")
  void post_anyEndpoint_isOneSignedRequestWithItsPath(
      TransportKind kind, String path, String target) {
    try (var server = ScriptedServer.start(kind.tls())) {
      URI endpoint = server.endpoint().resolve("/");
      endpoint = URI.create(endpoint.toString().replaceFirst("/$", "") + path);
      try (var transport = kind.open(endpoint, Terms.patient(1))) {
        assertThat(Conversation.hold(transport.prepare(MESSAGE), List.of(ID), 1))
            .containsExactly(PostResult.ACCEPTED);
      }

      assertThat(server.requests()).hasSize(1);
      ReceivedRequest request = server.requests().get(0);
      assertThat(request.line()).isEqualTo("POST " + kind.onWire(target) + " HTTP/1.1");
      assertThat(request.header("Host")).containsExactly(endpoint.getAuthority());
      assertThat(request.body()).isEqualTo(MESSAGE);
      assertSigned(request);
    }
  }

  /** The service's ids are URL-safe Base64. Other characters must not change the request. */
  static Stream<Arguments> ids() {
    return Arrays.stream(TransportKind.values())
        .flatMap(
            kind ->
                Stream.of(
                    Arguments.of(kind, "aA0-_~.=", "aA0-_~.%3D"),
                    Arguments.of(kind, "a/b?c#d", "a%2Fb%3Fc%23d"),
                    Arguments.of(kind, "a+b %é", "a%2Bb%20%25%C3%A9"),
                    Arguments.of(kind, "x\r\nHost: evil", "x%0D%0AHost%3A%20evil")));
  }

  @ParameterizedTest
  @MethodSource("ids")
  void post_anyId_isEncodedAndSigned(TransportKind kind, String id, String segment) {
    try (var server = ScriptedServer.start(kind.tls());
        var transport = kind.open(server.endpoint(), Terms.patient(1))) {
      assertThat(Conversation.hold(transport.prepare(MESSAGE), List.of(id), 1))
          .containsExactly(PostResult.ACCEPTED);

      assertThat(server.requests())
          .singleElement()
          .satisfies(
              request -> {
                assertThat(request.target())
                    .isEqualTo(kind.onWire("/prod/%40connections/" + segment));
                assertSigned(request);
              });
    }
  }

  @ParameterizedTest
  @EnumSource
  void post_anySize_isSentCompletely(TransportKind kind) {
    try (var server = ScriptedServer.start(kind.tls());
        var transport = kind.open(server.endpoint(), Terms.patient(2))) {
      var random = new Random(1);
      for (int size : new int[] {1, 1_000, 16_384, 65_537, AwsLimits.MESSAGE_BYTES}) {
        byte[] message = new byte[size];
        random.nextBytes(message);
        var ids = Stream.of("a", "b", "c").map(id -> id + size).toList();

        assertThat(Conversation.hold(transport.prepare(message), ids, 2))
            .containsOnly(PostResult.ACCEPTED);

        for (String id : ids) {
          var request = server.requestsTo(id);
          assertThat(request).hasSize(1);
          assertThat(request.get(0).body()).isEqualTo(message);
          assertSigned(request.get(0));
        }
      }
    }
  }

  private static void assertSigned(ReceivedRequest request) {
    var signatures =
        SignatureCheck.of(
            request, TransportKind.ACCESS_KEY, TransportKind.SECRET_KEY, TransportKind.REGION);
    assertThat(signatures.borne()).as("signature").isEqualTo(signatures.due());
    assertThat(signatures.signedHeaders()).contains("host", "x-amz-date", "x-amz-security-token");
    assertThat(request.header("X-Amz-Security-Token")).containsExactly(TransportKind.SESSION_TOKEN);
    assertThat(request.header("Content-Length"))
        .containsExactly(String.valueOf(request.body().length));
    assertThat(request.header("Transfer-Encoding")).isEmpty();
    assertThat(request.header("Expect")).isEmpty();
  }
}
