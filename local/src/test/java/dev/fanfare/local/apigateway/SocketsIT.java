package dev.fanfare.local.apigateway;

import static dev.fanfare.local.apigateway.GatewayFixture.API;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fanfare.local.lambda.Invocation;
import java.io.IOException;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketsIT {
  private static final GatewayFaults LOSE_NOTHING =
      new GatewayFaults(departure -> true, PostFaults.NONE);
  private static final GatewayApi RESPONDING =
      GatewayFixture.api(Map.of(), Set.of("join"), Map.of());

  @Test
  void message_customRoute_reachesOnlyItsFunction() {
    try (var fixture = new GatewayFixture()) {
      fixture.connect().send("{\"action\":\"join\",\"channel\":\"é\"}");

      var event = fixture.onlyEvent("join");
      assertThat(event.path("body").asText()).isEqualTo("{\"action\":\"join\",\"channel\":\"é\"}");
      assertThat(event.has("headers")).isFalse();
      assertThat(event.at("/requestContext/routeKey").asText()).isEqualTo("join");
      assertThat(event.at("/requestContext/eventType").asText()).isEqualTo("MESSAGE");
      assertThat(event.at("/requestContext/messageId").asText()).isNotEmpty();
      assertThat(event.at("/requestContext/connectionId").asText()).isEqualTo(fixture.lastId());
      assertThat(fixture.functions.events("default")).isEmpty();
    }
  }

  @Test
  void message_mockRoute_isAnsweredWithoutAFunction() {
    var api = GatewayFixture.api(Map.of("ping", "pong", "mute", "x"), Set.of("ping"), Map.of());
    try (var fixture = new GatewayFixture(api, GatewayQuotas.DEFAULT)) {
      TestClient client = fixture.connect();
      client.send("{\"action\":\"mute\"}").send("{\"action\":\"ping\"}");

      assertThat(client.onlyMessage()).isEqualTo("pong");
      assertThat(fixture.functions.events("default")).isEmpty();
    }
  }

  @Test
  void message_noRouteAndNoDefault_answersForbidden() {
    var api = new GatewayApi("a1", "prod", "$request.body.action", Map.of("$connect", "connect"));
    try (var fixture = new GatewayFixture(api, GatewayQuotas.DEFAULT)) {
      String answer = fixture.connect().send("{\"action\":\"x\"}").onlyMessage();

      assertThat(answer)
          .startsWith(
              "{\"message\":\"Forbidden\",\"connectionId\":\"%s\",\"requestId\":\""
                  .formatted(fixture.lastId()));
    }
  }

  @Test
  void message_functionFails_answersInternalServerError() {
    try (var fixture = new GatewayFixture()) {
      fixture.functions.fail("default", "boom");

      assertThat(fixture.connect().send("hello").onlyMessage())
          .contains("\"message\":\"Internal server error\"");
    }
  }

  @Test
  void message_functionReturnsABody_clientDoesNotGetIt() {
    try (var fixture = new GatewayFixture()) {
      fixture.functions.answer("default", "{\"statusCode\":500,\"body\":\"secret\"}");
      TestClient client = fixture.connect().send("hello");
      fixture.onlyEvent("default");

      fixture.post(fixture.lastId(), "marker");
      assertThat(client.onlyMessage()).isEqualTo("marker");
    }
  }

  @Test
  void message_routeWithResponse_clientGetsTheBodyWithAnyStatus() {
    try (var fixture = new GatewayFixture(RESPONDING, GatewayQuotas.DEFAULT)) {
      fixture.functions.answer("join", "{\"statusCode\":500,\"body\":\"joined é\"}");
      fixture.functions.answer("default", "{\"statusCode\":200,\"body\":\"secret\"}");
      TestClient client = fixture.connect().send("another route");
      fixture.onlyEvent("default");

      assertThat(client.send("{\"action\":\"join\"}").onlyMessage()).isEqualTo("joined é");
    }
  }

  @Test
  void message_routeWithResponseAndNoBody_clientGetsNothing() {
    try (var fixture = new GatewayFixture(RESPONDING, GatewayQuotas.DEFAULT)) {
      fixture.functions.answer("join", "{\"statusCode\":200}");
      TestClient client = fixture.connect().send("{\"action\":\"join\"}");
      fixture.onlyEvent("join");

      fixture.post(fixture.lastId(), "marker");
      assertThat(client.onlyMessage()).isEqualTo("marker");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"statusCode\":200,\"body\":{\"a\":1}}", "{\"body\":\"x\"}", "[]"})
  void message_routeWithResponseReturnsNoProxyResponse_isAnError(String answer) {
    try (var fixture = new GatewayFixture(RESPONDING, GatewayQuotas.DEFAULT)) {
      fixture.functions.answer("join", answer);

      assertThat(fixture.connect().send("{\"action\":\"join\"}").onlyMessage())
          .contains("\"message\":\"Internal server error\"");
    }
  }

  @Test
  void message_bodyAboveTheMessageLimit_isAnError() {
    try (var fixture = new GatewayFixture(RESPONDING, GatewayQuotas.DEFAULT)) {
      String body = "x".repeat(128 * 1024 + 1);
      fixture.functions.answer("join", "{\"statusCode\":200,\"body\":\"" + body + "\"}");

      assertThat(fixture.connect().send("{\"action\":\"join\"}").onlyMessage())
          .contains("\"message\":\"Internal server error\"");
    }
  }

  @Test
  void message_fragmented_isOneEvent() {
    try (var fixture = new GatewayFixture()) {
      TestClient client = fixture.connect();
      client.socket().sendText("one ", false).join();
      client.socket().sendText("two", true).join();

      assertThat(fixture.onlyEvent("default").path("body").asText()).isEqualTo("one two");
    }
  }

  @Test
  void message_frameAtTheLimit_passesAndOneByteMoreClosesWith1009() throws IOException {
    try (var fixture = new GatewayFixture();
        var client = new RawClient(fixture.gateway)) {
      client.sendFrame(1, new byte[32 * 1024]);
      fixture.onlyEvent("default");

      client.sendFrame(1, new byte[32 * 1024 + 1]);

      assertThat(client.closeCode()).isEqualTo(1009);
      assertThat(disconnectStatus(fixture)).isEqualTo(1009);
    }
  }

  /** A client has five seconds to reply to the gateway's close frame. */
  @Test
  void message_breaksTheProtocol_endsTcpAfterTheClientsReply() throws IOException {
    byte[] tooLarge = new byte[32 * 1024 + 1];
    assertThat(endsTcpAtOnce(client -> client.sendFrame(1, tooLarge))).isEqualTo(1009);
    assertThat(endsTcpAtOnce(client -> client.sendFrame(3, new byte[1]))).isEqualTo(1002);
    assertThat(endsTcpAtOnce(client -> client.sendUnmasked("hello"))).isEqualTo(1002);
    assertThat(endsTcpAtOnce(client -> client.sendFrame(1, new byte[] {(byte) 0xff})))
        .isEqualTo(1007);
  }

  private interface Violation {
    void send(RawClient client) throws IOException;
  }

  private static int endsTcpAtOnce(Violation violation) throws IOException {
    try (var fixture = new GatewayFixture();
        var client = new RawClient(fixture.gateway)) {
      violation.send(client);
      int code = client.closeCode();
      client.sendClose(code);
      long before = System.nanoTime();
      assertThat(client.readToEnd()).isEmpty();
      // The connection ends at once; the three seconds allow for a busy machine.
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
      assertThat(fixture.gateway.connections()).isZero();
      return code;
    }
  }

  @Test
  void message_notUtf8_closesWith1007() throws IOException {
    try (var fixture = new GatewayFixture();
        var client = new RawClient(fixture.gateway)) {
      client.sendFrame(1, new byte[] {(byte) 0xff});

      assertThat(client.closeCode()).isEqualTo(1007);
    }
  }

  @Test
  void message_aboveTheLimitInSmallFrames_closesWith1009() {
    try (var fixture = new GatewayFixture()) {
      TestClient client = fixture.connect();
      for (int i = 0; i < 4; i++) {
        client.socket().sendText("x".repeat(32 * 1024), false).join();
      }
      client.socket().sendText("x", true).join();

      assertThat(client.closeCode()).isEqualTo(1009);
      assertThat(fixture.functions.events("default")).isEmpty();
    }
  }

  @Test
  void message_binary_closesWith1003() {
    try (var fixture = new GatewayFixture()) {
      TestClient client = fixture.connect();
      client.socket().sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();

      assertThat(client.closeCode()).isEqualTo(1003);
      assertThat(disconnectStatus(fixture)).isEqualTo(1003);
    }
  }

  @Test
  void ping_isAnsweredWithItsPayload() {
    try (var fixture = new GatewayFixture()) {
      TestClient client = fixture.connect();
      client.socket().sendPing(ByteBuffer.wrap("hi".getBytes(StandardCharsets.UTF_8))).join();

      await().until(() -> client.pongs().contains("hi"));
    }
  }

  @Test
  void close_byClient_invokesDisconnectOnceAndIsGone() {
    try (var fixture = new GatewayFixture()) {
      TestClient client = fixture.connect();
      client.socket().sendClose(4001, "enough").join();

      var event = fixture.onlyEvent("disconnect");
      assertThat(event.at("/requestContext/eventType").asText()).isEqualTo("DISCONNECT");
      assertThat(event.at("/requestContext/disconnectStatusCode").asInt()).isEqualTo(4001);
      assertThat(event.at("/requestContext/disconnectReason").asText()).isEqualTo("enough");
      assertThat(event.at("/headers/x-restapi").asText()).isEmpty();
      assertThat(event.path("headers").properties()).hasSize(4);
      assertThat(client.closeCode()).isEqualTo(4001);
      assertThat(fixture.post(fixture.lastId(), "x").statusCode()).isEqualTo(410);
      assertThat(fixture.functions.events("disconnect")).hasSize(1);
    }
  }

  /** RFC 6455, 5.5.1: browsers treat a second close frame as an error. */
  @Test
  void close_byServer_doesNotReplyToTheClientsReply() throws IOException {
    try (var fixture = new GatewayFixture();
        var client = new RawClient(fixture.gateway)) {
      assertThat(fixture.call("DELETE", fixture.lastId(), "").statusCode()).isEqualTo(204);
      assertThat(client.closeCode()).isEqualTo(1000);

      client.sendClose(1000);

      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @Test
  void close_byClient_isAnsweredWithOneFrame() throws IOException {
    try (var fixture = new GatewayFixture();
        var client = new RawClient(fixture.gateway)) {
      client.sendClose(4001);

      assertThat(client.closeCode()).isEqualTo(4001);
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @Test
  void vanish_byDefault_isGoneAndDisconnectIsLost() throws IOException {
    try (var fixture = new GatewayFixture()) {
      vanish(fixture);

      assertThat(fixture.post(fixture.lastId(), "x").statusCode()).isEqualTo(410);
      TestClient other = fixture.connect();
      other.socket().sendClose(1000, "").join();
      assertThat(disconnectStatus(fixture)).isEqualTo(1000);
    }
  }

  @Test
  void vanish_noLostDisconnects_isReportedAs1006() throws IOException {
    try (var fixture = new GatewayFixture(API, GatewayQuotas.DEFAULT, LOSE_NOTHING)) {
      vanish(fixture);

      assertThat(disconnectStatus(fixture)).isEqualTo(1006);
    }
  }

  @Test
  void vanish_duringConnect_leavesNoConnection() throws IOException {
    try (var fixture = new GatewayFixture();
        var client = new Socket("127.0.0.1", fixture.gateway.socketEndpoint().getPort())) {
      var answer = new CompletableFuture<Invocation>();
      fixture.functions.script("connect", event -> answer);
      client.getOutputStream().write(RawClient.HANDSHAKE.getBytes(StandardCharsets.US_ASCII));
      fixture.onlyEvent("connect");
      client.setOption(StandardSocketOptions.SO_LINGER, 0);
      client.close();

      ScriptedFunctions.answered("{\"statusCode\":200}").thenAccept(answer::complete);

      await().until(() -> fixture.post(fixture.lastId(), "x").statusCode() == 410);
      await().until(() -> fixture.gateway.connections() == 0);
    }
  }

  @Test
  void silence_longerThanIdleTimeout_closesWith1001ButActivityRenews() {
    try (var fixture = new GatewayFixture()) {
      TestClient silent = fixture.connect();
      TestClient posted = fixture.connect();
      fixture.clock.advance(Duration.ofMinutes(9));
      fixture.post(fixture.lastId(), "still there?");
      fixture.clock.advance(Duration.ofMinutes(1));

      assertThat(silent.closeCode()).isEqualTo(1001);
      assertThat(disconnectStatus(fixture)).isEqualTo(1001);
      assertThat(posted.onlyMessage()).isEqualTo("still there?");
      assertThat(fixture.gateway.connections()).isEqualTo(1);
    }
  }

  @Test
  void life_longerThanTwoHours_closesWith1001DespiteActivity() {
    try (var fixture = new GatewayFixture()) {
      TestClient client = fixture.connect();
      for (int minutes = 0; minutes < 115; minutes += 5) {
        fixture.clock.advance(Duration.ofMinutes(5));
        assertThat(fixture.post(fixture.lastId(), "x").statusCode()).isEqualTo(200);
      }

      fixture.clock.advance(Duration.ofMinutes(5));

      assertThat(client.closeCode()).isEqualTo(1001);
    }
  }

  private static int disconnectStatus(GatewayFixture fixture) {
    return fixture.onlyEvent("disconnect").at("/requestContext/disconnectStatusCode").asInt();
  }

  private static void vanish(GatewayFixture fixture) throws IOException {
    new RawClient(fixture.gateway).vanish();
    await().until(() -> fixture.gateway.connections() == 0);
  }
}
