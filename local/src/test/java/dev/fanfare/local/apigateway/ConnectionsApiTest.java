package dev.fanfare.local.apigateway;

import static dev.fanfare.local.apigateway.GatewayFixture.API;
import static dev.fanfare.local.apigateway.GatewayFixture.SIGNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionsApiTest {
  private static final String NEVER_EXISTED = "BFaT_fALIAMCKug=";

  @Test
  void post_openConnection_deliversTheBytesAsOneTextMessage() {
    try (var fixture = new GatewayFixture()) {
      TestClient client = fixture.connect();
      String largest = "é".repeat(64 * 1024);

      HttpResponse<String> response = fixture.post(fixture.lastId(), largest);

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEmpty();
      assertThat(client.onlyMessage()).isEqualTo(largest);
    }
  }

  @Test
  void post_percentEncodedPath_reachesTheSameConnection() {
    try (var fixture = new GatewayFixture()) {
      TestClient client = fixture.connect();

      var response =
          fixture.send(
              fixture
                  .request("/%40connections/" + fixture.lastId().replace("=", "%3D"))
                  .header("Authorization", SIGNED)
                  .POST(BodyPublishers.ofString("x")));

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(client.onlyMessage()).isEqualTo("x");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "GET", "DELETE"})
  void call_connectionThatNeverExisted_isGone(String method) {
    try (var fixture = new GatewayFixture()) {
      var response = fixture.call(method, NEVER_EXISTED, "");

      assertThat(response.statusCode()).isEqualTo(410);
      assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains("GoneException");
      assertThat(response.body()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "BFaT_fALIAMCKug", "BFaT_fALIAM%2FKug=", "BFaT_fALIAMCKug=="})
  void post_malformedId_isBadRequest(String id) {
    try (var fixture = new GatewayFixture()) {
      var response = fixture.post(id, "x");

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains("BadRequestException");
      assertThat(response.body()).contains("Invalid connectionId: ");
    }
  }

  @Test
  void get_openConnection_describesIt() {
    try (var fixture = new GatewayFixture()) {
      fixture.connect();
      fixture.clock.advance(Duration.ofSeconds(7));
      fixture.post(fixture.lastId(), "x");

      var response = fixture.call("GET", fixture.lastId(), "");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body())
          .isEqualTo(
              "{\"connectedAt\":\"2026-11-22T10:15:30.123Z\","
                  + "\"identity\":{\"sourceIp\":\"127.0.0.1\",\"userAgent\":\"fanfare-test\"},"
                  + "\"lastActiveAt\":\"2026-11-22T10:15:37.123Z\"}");
    }
  }

  @Test
  void delete_openConnection_closesTheSocketAndCallsDisconnect() {
    try (var fixture = new GatewayFixture()) {
      TestClient client = fixture.connect();

      assertThat(fixture.call("DELETE", fixture.lastId(), "").statusCode()).isEqualTo(204);

      assertThat(fixture.post(fixture.lastId(), "x").statusCode()).isEqualTo(410);
      assertThat(client.closeCode()).isEqualTo(1000);
      fixture.onlyEvent("disconnect");
    }
  }

  @Test
  void post_oneByteTooLarge_is413AndTheTcpConnectionStaysOpen() throws IOException {
    try (var fixture = new GatewayFixture();
        Socket socket = new Socket("127.0.0.1", fixture.gateway.socketEndpoint().getPort())) {
      String head =
          "POST /prod/@connections/%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\n"
              .formatted(NEVER_EXISTED, SIGNED);
      String tooLarge = head + "Content-Length: 131073\r\n\r\n" + "x".repeat(131073);
      String small = head + "Content-Length: 1\r\nConnection: close\r\n\r\nx";

      socket.getOutputStream().write((tooLarge + small).getBytes(StandardCharsets.US_ASCII));

      InputStream answers = socket.getInputStream();
      assertThat(new String(answers.readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 413")
          .contains("x-amzn-ErrorType: PayloadTooLargeException")
          .contains("HTTP/1.1 410");
    }
  }

  @Test
  void post_aboveTheRequestRate_is429UntilTokensReturn() {
    try (var fixture = new GatewayFixture(API, GatewayQuotas.DEFAULT.withRequests(5, 2))) {
      fixture.connect();
      fixture.post(fixture.lastId(), "1");
      fixture.post(fixture.lastId(), "2");

      var limited = fixture.post(fixture.lastId(), "3");
      assertThat(limited.statusCode()).isEqualTo(429);
      assertThat(limited.headers().firstValue("x-amzn-ErrorType"))
          .contains("LimitExceededException");

      fixture.clock.advance(Duration.ofMillis(200));
      assertThat(fixture.post(fixture.lastId(), "4").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void post_clientDoesNotRead_is429OnlyForIt() throws IOException {
    try (var fixture = new GatewayFixture();
        var slow = new RawClient(fixture.gateway)) {
      String slowId = fixture.lastId();

      String message = "x".repeat(128 * 1024);
      await().until(() -> fixture.post(slowId, message).statusCode() == 429);

      TestClient quick = fixture.connect();
      assertThat(fixture.post(fixture.lastId(), "x").statusCode()).isEqualTo(200);
      assertThat(quick.onlyMessage()).isEqualTo("x");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer abc",
        "AWS4-HMAC-SHA256 Credential=AKID/20261122/eu-central-2/s3/aws4_request, "
            + "SignedHeaders=host, Signature=00",
        "AWS4-HMAC-SHA256 Credential=AKID/20261122/eu-central-2/execute-api/aws4_request"
      })
  void post_withoutAValidSignature_isForbidden(String authorization) {
    try (var fixture = new GatewayFixture()) {
      var request = fixture.request("/@connections/" + NEVER_EXISTED);
      if (!authorization.isEmpty()) {
        request.header("Authorization", authorization);
      }

      var response = fixture.send(request.POST(BodyPublishers.ofString("x")));

      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains("ForbiddenException");
    }
  }

  @Test
  void request_unknownPathOrMethod_isForbidden() {
    try (var fixture = new GatewayFixture()) {
      var unknownPath = fixture.send(fixture.request("/elsewhere").GET());
      var unknownMethod = fixture.call("PUT", NEVER_EXISTED, "x");
      var postToStage = fixture.send(fixture.request("").POST(BodyPublishers.ofString("x")));

      assertThat(unknownPath.statusCode()).isEqualTo(403);
      assertThat(unknownPath.body()).contains("Forbidden").contains("GET /prod/elsewhere");
      assertThat(unknownMethod.statusCode()).isEqualTo(403);
      assertThat(postToStage.statusCode()).isEqualTo(403);
      assertThat(fixture.send(fixture.request("").GET()).statusCode()).isEqualTo(426);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "localhost@evil:80"})
  void request_foreignHost_isForbidden(String host) throws IOException {
    try (var fixture = new GatewayFixture();
        Socket socket = new Socket("127.0.0.1", fixture.gateway.socketEndpoint().getPort())) {
      String request = RawClient.HANDSHAKE.replace("Host: localhost", "Host: " + host);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));

      byte[] start = socket.getInputStream().readNBytes(12);
      assertThat(new String(start, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 403");
    }
  }

  @Test
  void post_withLatency_takesAtLeastThatLong() {
    var quotas = GatewayQuotas.DEFAULT.withPostLatency(Duration.ofMillis(80));
    try (var fixture = new GatewayFixture(API, quotas)) {
      fixture.connect();
      long before = System.nanoTime();

      fixture.post(fixture.lastId(), "x");

      // A lower bound: a busy machine only takes longer.
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isGreaterThanOrEqualTo(Duration.ofMillis(80));
    }
  }
}
