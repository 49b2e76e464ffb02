package dev.fanfare.local.apigateway;

import static dev.fanfare.local.apigateway.GatewayFixture.API;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.lambda.Invocation;
import dev.fanfare.local.lambda.InvocationRejectedException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakesTest {

  @Test
  void connect_functionAnswers200_opensWithTheEventOfAws() {
    try (var fixture = new GatewayFixture()) {
      TestClient.connect(URI.create(fixture.gateway.socketEndpoint() + "?user_id=a&t=1&t=2"));

      var event = fixture.onlyEvent("connect");
      var context = event.path("requestContext");
      assertThat(event.at("/queryStringParameters/user_id").asText()).isEqualTo("a");
      assertThat(event.at("/queryStringParameters/t").asText()).isEqualTo("2");
      assertThat(event.at("/multiValueQueryStringParameters/t").toString())
          .isEqualTo("[\"1\",\"2\"]");
      assertThat(event.at("/headers/User-Agent").asText()).isEqualTo("fanfare-test");
      assertThat(event.at("/multiValueHeaders/User-Agent/0").asText()).isEqualTo("fanfare-test");
      assertThat(event.path("isBase64Encoded").isBoolean()).isTrue();
      assertThat(event.has("body")).isFalse();
      assertThat(context.path("routeKey").asText()).isEqualTo("$connect");
      assertThat(context.path("eventType").asText()).isEqualTo("CONNECT");
      assertThat(context.path("messageDirection").asText()).isEqualTo("IN");
      assertThat(context.path("requestTime").asText()).isEqualTo("22/Nov/2026:10:15:30 +0000");
      assertThat(context.path("requestTimeEpoch").asLong())
          .isEqualTo(MutableClock.START.toEpochMilli());
      assertThat(context.path("connectedAt").asLong()).isEqualTo(MutableClock.START.toEpochMilli());
      assertThat(context.path("stage").asText()).isEqualTo("prod");
      assertThat(context.path("apiId").asText()).isEqualTo("a1b2c3d4e5");
      assertThat(context.path("domainName").asText())
          .isEqualTo("a1b2c3d4e5.execute-api.eu-central-2.amazonaws.com");
      assertThat(context.at("/identity/sourceIp").asText()).isEqualTo("127.0.0.1");
      assertThat(context.path("connectionId").asText()).matches("[A-Za-z0-9_-]{15}=");
      assertThat(context.path("requestId").asText()).matches("[A-Za-z0-9_-]{15}=");
      assertThat(context.has("messageId")).isFalse();
    }
  }

  @Test
  void connect_withoutQuery_eventHasNoQueryFields() {
    try (var fixture = new GatewayFixture()) {
      fixture.connect();

      assertThat(fixture.onlyEvent("connect").has("queryStringParameters")).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 401, 403, 500})
  void connect_functionRefuses_clientSeesItsStatus(int status) {
    try (var fixture = new GatewayFixture()) {
      fixture.functions.answer("connect", "{\"statusCode\":%d}".formatted(status));

      assertThat(TestClient.refusal(fixture.gateway.socketEndpoint())).isEqualTo(status);
      assertThat(fixture.gateway.connections()).isZero();
    }
  }

  @Test
  void connect_functionRefusesWithABody_clientGetsItIfTheRouteResponds() throws Exception {
    String answer = "{\"statusCode\":403,\"body\":\"{\\\"error\\\":\\\"not_allowed\\\"}\"}";
    try (var fixture =
        new GatewayFixture(
            GatewayFixture.api(Map.of(), Set.of("$connect"), Map.of()), GatewayQuotas.DEFAULT)) {
      fixture.functions.answer("connect", answer);

      assertThat(TestClient.refusalBody(fixture.gateway.socketEndpoint()))
          .isEqualTo("{\"error\":\"not_allowed\"}");
    }
    try (var fixture =
        new GatewayFixture(
            GatewayFixture.api(Map.of(), Set.of(), Map.of()), GatewayQuotas.DEFAULT)) {
      fixture.functions.answer("connect", answer);

      assertThat(TestClient.refusalBody(fixture.gateway.socketEndpoint()))
          .isEqualTo("{\"message\":\"Forbidden\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "\"ok\"", "{\"statusCode\":101}", "not json"})
  void connect_functionReturnsNoStatus_isBadGateway(String answer) {
    try (var fixture = new GatewayFixture()) {
      fixture.functions.answer("connect", answer);

      assertThat(TestClient.refusal(fixture.gateway.socketEndpoint())).isEqualTo(502);
    }
  }

  @Test
  void connect_functionFailsOrIsRefused_isRefused() {
    try (var fixture = new GatewayFixture()) {
      fixture.functions.fail("connect", "boom");
      assertThat(TestClient.refusal(fixture.gateway.socketEndpoint())).isEqualTo(502);

      fixture.functions.script(
          "connect",
          event ->
              CompletableFuture.failedFuture(
                  new InvocationRejectedException(429, "TooManyRequestsException", "busy")));
      assertThat(TestClient.refusal(fixture.gateway.socketEndpoint())).isEqualTo(500);

      fixture.functions.script(
          "connect",
          event -> {
            throw new IllegalStateException("the invoker itself");
          });
      assertThat(TestClient.refusal(fixture.gateway.socketEndpoint())).isEqualTo(500);
    }
  }

  @Test
  void connect_functionTooSlow_isGatewayTimeout() {
    var quotas =
        new GatewayQuotas(
            GatewayQuotas.DEFAULT.requests(),
            GatewayQuotas.DEFAULT.connects(),
            new GatewayQuotas.Timeouts(
                Duration.ofMinutes(10), Duration.ofHours(2), Duration.ofMillis(50)),
            GatewayQuotas.DEFAULT.sizes(),
            GatewayQuotas.DEFAULT.postLatency());
    try (var fixture = new GatewayFixture(API, quotas)) {
      fixture.functions.script("connect", event -> new CompletableFuture<>());

      assertThat(TestClient.refusal(fixture.gateway.socketEndpoint())).isEqualTo(504);
    }
  }

  @Test
  void connect_withoutRoute_isAccepted() {
    var api = new GatewayApi("a1", "prod", "$request.body.action", Map.of());
    try (var fixture = new GatewayFixture(api, GatewayQuotas.DEFAULT)) {
      fixture.connect();

      await().until(() -> fixture.gateway.connections() == 1);
    }
  }

  @Test
  void connect_whileItsFunctionRuns_postIsGoneAndLaterDelivered() {
    try (var fixture = new GatewayFixture()) {
      var answer = new CompletableFuture<Invocation>();
      fixture.functions.script("connect", event -> answer);
      var opening = CompletableFuture.supplyAsync(fixture::connect);
      await().until(() -> !fixture.functions.events("connect").isEmpty());

      assertThat(fixture.post(fixture.lastId(), "early").statusCode()).isEqualTo(410);
      ScriptedFunctions.answered("{\"statusCode\":200}").thenAccept(answer::complete);
      TestClient client = opening.join();

      assertThat(fixture.post(fixture.lastId(), "late").statusCode()).isEqualTo(200);
      assertThat(client.onlyMessage()).isEqualTo("late");
    }
  }

  @Test
  void connect_functionNamesSubprotocol_clientGetsIt() {
    try (var fixture = new GatewayFixture()) {
      fixture.functions.answer(
          "connect", "{\"statusCode\":200,\"headers\":{\"sec-websocket-protocol\":\"chat\"}}");

      var socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .subprotocols("chat", "other")
              .buildAsync(fixture.gateway.socketEndpoint(), new WebSocket.Listener() {})
              .join();

      assertThat(socket.getSubprotocol()).isEqualTo("chat");
    }
  }

  /** As on AWS: the choice is the function's alone. */
  @Test
  void connect_functionNamesNoSubprotocol_noneIsEchoed() {
    try (var fixture = new GatewayFixture()) {
      fixture.functions.answer("connect", "{\"statusCode\":200,\"headers\":{\"other\":\"chat\"}}");

      var socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .subprotocols("chat")
              .buildAsync(fixture.gateway.socketEndpoint(), new WebSocket.Listener() {})
              .join();

      assertThat(socket.getSubprotocol()).isEmpty();
      assertThat(fixture.onlyEvent("connect").at("/headers/Sec-WebSocket-Protocol").asText())
          .isEqualTo("chat");
    }
  }

  @Test
  void connect_aboveTheRate_is429UntilTokensReturn() {
    try (var fixture = new GatewayFixture(API, GatewayQuotas.DEFAULT.withConnects(10, 2))) {
      fixture.connect();
      fixture.connect();
      assertThat(TestClient.refusal(fixture.gateway.socketEndpoint())).isEqualTo(429);

      fixture.clock.advance(Duration.ofMillis(100));
      fixture.connect();
      assertThat(TestClient.refusal(fixture.gateway.socketEndpoint())).isEqualTo(429);
    }
  }

  @Test
  void connect_unknownStage_isForbidden() {
    try (var fixture = new GatewayFixture()) {
      URI other = URI.create(fixture.gateway.socketEndpoint().toString().replace("prod", "beta"));

      assertThat(TestClient.refusal(other)).isEqualTo(403);
    }
  }

  @Test
  void start_portInUse_namesThePort() {
    try (var fixture = new GatewayFixture()) {
      int port = fixture.gateway.socketEndpoint().getPort();

      assertThatThrownBy(
              () ->
                  Gateway.start(
                      API,
                      fixture.functions,
                      GatewayQuotas.DEFAULT,
                      GatewayFaults.NONE,
                      GatewayCounts.NONE,
                      LocalAccount.DEFAULT,
                      fixture.clock,
                      GatewayPort.of(port)))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("port " + port)
          .hasMessageContaining("WebSocket gateway");
    }
  }

  @Test
  void close_withOpenSockets_closesThemAndFreesThePort() {
    var fixture = new GatewayFixture();
    TestClient client = fixture.connect();
    int port = fixture.gateway.socketEndpoint().getPort();

    fixture.close();

    assertThat(client.closeCode()).isEqualTo(1001);
    Gateway.start(
            API,
            fixture.functions,
            GatewayQuotas.DEFAULT,
            GatewayFaults.NONE,
            GatewayCounts.NONE,
            LocalAccount.DEFAULT,
            fixture.clock,
            GatewayPort.of(port))
        .close();
  }
}
