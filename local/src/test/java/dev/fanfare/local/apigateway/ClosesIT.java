package dev.fanfare.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The ends of sockets: close frames as in RFC 6455, and what {@code $disconnect} reports. */
class ClosesIT {
  private static final int TEXT = 1;
  private static final int CLOSE = 8;

  @Test
  void close_byClientWithoutStatus_isEchoedEmptyAndReportedAs1005() throws IOException {
    try (var fixture = new GatewayFixture();
        var client = new RawClient(fixture.gateway)) {
      client.sendFrame(CLOSE, new byte[0]);

      byte[] all = client.readToEnd();
      assertThat(Arrays.copyOfRange(all, all.length - 2, all.length))
          .isEqualTo(new byte[] {(byte) 0x88, 0});
      assertDisconnect(fixture, 1005, "Client-side close frame status not set");
    }
  }

  /** RFC 6455, 7.4.1: these codes never stand in a frame. */
  @Test
  void close_byClientWithAForbiddenCode_isAProtocolError() throws IOException {
    for (int code : new int[] {999, 1005, 1006, 1015}) {
      try (var fixture = new GatewayFixture();
          var client = new RawClient(fixture.gateway)) {
        client.sendClose(code);

        assertThat(client.closeCode()).as(String.valueOf(code)).isEqualTo(1002);
      }
    }
  }

  @Test
  void close_byServer_reportsItsCodeAndReason() throws IOException {
    try (var fixture = new GatewayFixture();
        var client = new RawClient(fixture.gateway)) {
      fixture.call("DELETE", fixture.lastId(), "");

      assertThat(client.closeCode()).isEqualTo(1000);
      assertDisconnect(fixture, 1000, "Connection Closed Normally");
    }
  }

  /** The connection has ended for everyone else: a post to it is answered 410. */
  @Test
  void message_afterTheServersCloseFrame_reachesNoFunction() throws IOException {
    try (var fixture = new GatewayFixture();
        var client = new RawClient(fixture.gateway)) {
      fixture.call("DELETE", fixture.lastId(), "");
      assertThat(client.closeCode()).isEqualTo(1000);

      client.sendFrame(TEXT, "{\"action\":\"join\"}".getBytes(StandardCharsets.UTF_8));
      client.sendFrame(TEXT, "anything".getBytes(StandardCharsets.UTF_8));
      client.sendClose(1000);

      assertThat(client.readToEnd()).isEmpty();
      assertThat(fixture.functions.events("join")).isEmpty();
      assertThat(fixture.functions.events("default")).isEmpty();
    }
  }

  @Test
  void tcp_halfClosedWithoutACloseFrame_endsAndIsReportedAs1006() throws IOException {
    try (var fixture = new GatewayFixture();
        var client = new RawClient(fixture.gateway)) {
      client.endOutput();

      client.readToEnd();
      assertDisconnect(fixture, 1006, "Connection closed abnormally");
      assertThat(fixture.post(fixture.lastId(), "x").statusCode()).isEqualTo(410);
    }
  }

  private static void assertDisconnect(GatewayFixture fixture, int status, String reason) {
    JsonNode context = fixture.onlyEvent("disconnect").path("requestContext");
    assertThat(context.path("disconnectStatusCode").asInt()).isEqualTo(status);
    assertThat(context.path("disconnectReason").asText()).isEqualTo(reason);
  }
}
