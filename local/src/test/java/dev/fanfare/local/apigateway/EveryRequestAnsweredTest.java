package dev.fanfare.local.apigateway;

import static dev.fanfare.local.apigateway.GatewayFixture.API;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.local.apigateway.http.RequestDecoder;
import dev.fanfare.sockets.identity.Tokens;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * For any bytes on the gateway's port, either a WebSocket opens, or no function runs and an HTTP
 * response contains the reason. Every connection gets a response.
 */
class EveryRequestAnsweredTest {
  private static final String HANDSHAKE = RawClient.HANDSHAKE;
  private static final int ANSWER_WITHIN_MILLIS = 20_000;

  private static GatewayFixture fixture;

  @BeforeAll
  static void start() {
    fixture = new GatewayFixture(API, GatewayQuotas.DEFAULT.withConnects(100_000, 100_000));
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Connection: Upgrade|Connection: keep-alive|400|Connection",
        "Connection: Upgrade|X-Nothing: 1|400|Connection",
        "Connection: Upgrade|Connection: upgraded, not-upgrade|400|Connection",
        "Upgrade: websocket|Upgrade: h2c, websocket|400|Upgrade",
        "Upgrade: websocket|Upgrade: h2c|400|Upgrade",
        "Upgrade: websocket|Upgrade: websockets|400|Upgrade",
        "Upgrade: websocket|X-Nothing: 1|426|ws://",
        "Sec-WebSocket-Version: 13|Sec-WebSocket-Version: 8|426|Sec-WebSocket-Version",
        "Sec-WebSocket-Version: 13|Sec-WebSocket-Version: 13, 8|426|Sec-WebSocket-Version",
        "Sec-WebSocket-Version: 13|X-Nothing: 1|426|Sec-WebSocket-Version",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==|X-Nothing: 1|400|Sec-WebSocket-Key",
        "dGhlIHNhbXBsZSBub25jZQ==|dGhlIHNhbXBsZQ==|400|16 bytes",
        "dGhlIHNhbXBsZSBub25jZQ==|dGhlIHNhbXBsZSBub25jZQ|400|16 bytes",
        "dGhlIHNhbXBsZSBub25jZQ==|not base64 at all, man!|400|16 bytes",
        "Host: localhost|X-Nothing: 1|400|Host",
        "Host: localhost|Host: evil.example|403|Forbidden",
        "HTTP/1.1|HTTP/1.0|400|HTTP/1.1",
        "HTTP/1.1|HTTP/2.0|505|HTTP/1.1",
        "HTTP/1.1|HTTX/1.1|400|HTTP/1.1",
        "GET /prod|POST /prod|403|POST",
        "GET /prod|BREW /prod|403|BREW",
        "GET /prod|GET /beta|403|/beta",
        "GET /prod|GET /prod?user_id=%|400|%25",
        "GET /prod|GET /prod?user_id=%zz|400|%25",
        "GET /prod|GET /prod?user_id=%ff|400|UTF-8",
        "GET /prod|GET /prod?%=a|400|%25",
        "GET /prod|GET /pr%od|400|%25",
        "GET /prod|GET /prod?user_id=käse|400|HTTP",
        "Sec-WebSocket-Version: 13|Sec-WebSocket-Version: 13~Content-Length: 1~~x|400|body",
        "Sec-WebSocket-Version: 13|Sec-WebSocket-Version: 13~Transfer-Encoding: chunked~~1~x~0|400|body",
        "Sec-WebSocket-Version: 13|Sec-WebSocket-Version: 13~Content-Length: 999999|413|too long",
        "Sec-WebSocket-Version: 13|Sec-WebSocket-Version: 13~Transfer-Encoding: chunked~~zz|400|HTTP",
        "Sec-WebSocket-Version: 13|Sec-WebSocket-Version: 13~Sec-WebSocket-Protocol: a b|400|Protocol",
        "Sec-WebSocket-Version: 13|Sec-WebSocket-Version: 13~Host: localhost|400|Host",
      })
  void handshake_breaksARule_isAnsweredAndLeavesNothing(
      String right, String wrong, int status, String why) throws IOException {
    int asked = fixture.functions.events("connect").size();
    assertThat(HANDSHAKE).contains(right);

    String answer = exchange(HANDSHAKE.replace(right, wrong.replace("~", "\r\n")));

    assertThat(answer).startsWith("HTTP/1.1 " + status).containsIgnoringCase("content-length");
    assertThat(answer.substring(answer.indexOf("\r\n\r\n")))
        .contains("{\"message\":\"")
        .contains(why);
    assertThat(fixture.functions.events("connect")).hasSize(asked);
  }

  @Test
  void handshake_otherVersion_getsTheSupportedOne() throws IOException {
    assertThat(exchange(HANDSHAKE.replace("Version: 13", "Version: 12")))
        .containsIgnoringCase("\r\nsec-websocket-version: 13\r\n")
        .containsIgnoringCase("\r\nupgrade: websocket\r\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Connection: Upgrade|Connection: keep-alive, UPGRADE",
        "Connection: Upgrade|Connection: keep-alive~Connection: upgrade",
        "Upgrade: websocket|uPGRADE: WebSocket",
        "Host: localhost|Host: 127.0.0.1:4510",
        "GET /prod|GET /prod?user_id=%C3%A4&&=",
      })
  void handshake_unusualSpelling_opens(String one, String other) throws IOException {
    String handshake = HANDSHAKE.replace(one, other.replace("~", "\r\n"));
    try (var socket = open()) {
      socket.getOutputStream().write(bytes(handshake));

      assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 101");
    }
  }

  @Test
  void handshake_followedByBytes_isRefusedAndLeavesNothing() throws IOException {
    int asked = fixture.functions.events("connect").size();

    assertThat(exchange(HANDSHAKE + "\u0081\u0085")).startsWith("HTTP/1.1 400");
    assertThat(exchange(HANDSHAKE + HANDSHAKE)).startsWith("HTTP/1.1 400");

    assertThat(fixture.functions.events("connect")).hasSize(asked);
  }

  @Test
  void handshake_withTheLongestToken_reachesTheFunctionAndALongerUrlIs414() throws IOException {
    String token = "t".repeat(Tokens.MAX_CHARS);
    try (var socket = open()) {
      String target = "GET /prod?channels=a&token=" + token;
      socket.getOutputStream().write(bytes(HANDSHAKE.replace("GET /prod", target)));
      assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 101");
    }
    String tooLong = "GET /prod?token=" + "t".repeat(AwsLimits.URL_CHARS);
    assertThat(exchange(HANDSHAKE.replace("GET /prod", tooLong)))
        .startsWith("HTTP/1.1 414")
        .contains("must have at most 4096");
  }

  @ParameterizedTest
  @CsvSource({"8200,414", "1000000,414"})
  void request_lineTooLong_is414(int length, int status) throws IOException {
    assertThat(exchange("GET /prod?a=" + "x".repeat(length) + " HTTP/1.1\r\n\r\n"))
        .startsWith("HTTP/1.1 " + status);
  }

  @Test
  void request_headersTooLargeOrTooMany_is431() throws IOException {
    assertThat(exchange("GET /prod HTTP/1.1\r\nX: " + "x".repeat(1_000_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431");
    assertThat(exchange("GET /prod HTTP/1.1\r\n" + "a:b\r\n".repeat(10_000) + "\r\n"))
        .startsWith("HTTP/1.1 431");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
        "\u0000\u0000\u0000\u0000",
        "\r\n\r\n\u00ff",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "hello\r\n\r\n",
        "GET\r\n\r\n",
        "GET /prod\r\n\r\n",
        "GET /prod HTTP/1.1 \u0001\r\n\r\n",
        "GET /prod HTTP/1.1\nHost: localhost\n\n",
        "GET /prod HTTP/1.1\r\nHost localhost\r\n\r\n",
        "GET /prod HTTP/1.1\r\nHo st: localhost\r\n\r\n",
        "GET /prod HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        "GET /prod HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
        "HEAD /prod HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n",
      })
  void request_oddBytes_isAnswered(String bytes) throws IOException {
    try (var socket = open()) {
      socket.getOutputStream().write(bytes(bytes));

      assertThat(readAll(socket)).matches("(?s)HTTP/1\\.1 [45]\\d\\d .*");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"G", "GET /prod", "GET /prod HTTP/1.1\r\nHost: loc"})
  void request_truncated_isAnswered(String start) throws IOException {
    assertThat(exchange(start)).startsWith("HTTP/1.1 400");
  }

  @Test
  void request_fromAHalfClosedClient_isAnswered() throws IOException {
    assertThat(exchange("GET /prod HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 426");
  }

  @Test
  void call_invalidChunks_isAnswered() throws IOException {
    String call =
        "POST /prod/@connections/BFaT_fALIAMCKug= HTTP/1.1\r\nHost: localhost\r\n"
            + "Authorization: %s\r\nTransfer-Encoding: chunked\r\n\r\nnot a chunk\r\n";

    assertThat(exchange(call.formatted(GatewayFixture.SIGNED))).startsWith("HTTP/1.1 400");
  }

  @Test
  void request_endless_isAnsweredAfterATimeout() {
    var channel = new EmbeddedChannel();
    channel
        .pipeline()
        .addLast(new RequestDecoder(8192, 8192, 8192))
        .addLast(new HttpResponseEncoder())
        .addLast(
            new RequestHandler(
                "prod",
                (opened, request) -> {
                  throw new AssertionError("no handshake");
                },
                Optional.empty(),
                Duration.ZERO));
    channel.freezeTime();
    channel.writeInbound(io.netty.buffer.Unpooled.copiedBuffer("GET /pr", StandardCharsets.UTF_8));

    channel.advanceTimeBy(RequestHandler.REQUEST_WITHIN.toMillis() - 1, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    assertThat(channel.<Object>readOutbound()).isNull();
    channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();

    io.netty.buffer.ByteBuf answer = channel.readOutbound();
    assertThat(answer.toString(StandardCharsets.UTF_8)).startsWith("HTTP/1.1 408");
    answer.release();
    channel.finishAndReleaseAll();
  }

  /**
   * A WebSocket opens if and only if the response accepts it, and only then a function gets an
   * event.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void bytes_ofAnyKind_openOrAreRefusedWithAReason(long seed) throws IOException {
    var random = new Random(seed);
    for (int i = 0; i < 150; i++) {
      byte[] bytes = random.nextInt(4) == 0 ? noise(random) : mutated(random);
      int asked = fixture.functions.events("connect").size();
      String answer = exchange(bytes);

      boolean hasOpened = answer.startsWith("HTTP/1.1 101");
      String sent = new String(bytes, StandardCharsets.ISO_8859_1);
      assertThat(answer).as("seed %d, bytes %s", seed, sent).startsWith("HTTP/1.1 ");
      assertThat(fixture.functions.events("connect"))
          .as("seed %d, bytes %s", seed, sent)
          .hasSize(hasOpened ? asked + 1 : asked);
    }
    await().until(() -> fixture.gateway.connections() == 0);
  }

  private static byte[] noise(Random random) {
    byte[] bytes = new byte[1 + random.nextInt(2_000)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** A handshake with some bytes changed, removed, repeated or cut off. */
  private static byte[] mutated(Random random) {
    byte[] bytes = bytes(HANDSHAKE);
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      var out = new ByteArrayOutputStream();
      int at = random.nextInt(bytes.length);
      int length = Math.min(1 + random.nextInt(30), bytes.length - at);
      out.write(bytes, 0, at);
      switch (random.nextInt(5)) {
        case 0 -> out.write(random.nextInt(256));
        case 1 -> out.write(bytes, at, length);
        case 2 ->
            out.writeBytes(
                List.of("%", "\r\n", ",", "\0", "ä")
                    .get(random.nextInt(5))
                    .getBytes(StandardCharsets.UTF_8));
        case 3 -> out.write(bytes[at] ^ 0x20);
        default -> {
          // Removed.
        }
      }
      int rest = Math.min(bytes.length, at + random.nextInt(3));
      out.write(bytes, rest, bytes.length - rest);
      bytes = out.toByteArray();
      if (bytes.length < 2) {
        return bytes(HANDSHAKE);
      }
    }
    return bytes;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String exchange(String request) throws IOException {
    return exchange(bytes(request));
  }

  /** Sends the request, closes the output, and returns the whole response. */
  private static String exchange(byte[] request) throws IOException {
    try (var socket = open()) {
      socket.getOutputStream().write(request);
      socket.shutdownOutput();
      return readAll(socket);
    }
  }

  private static Socket open() throws IOException {
    var socket = new Socket("127.0.0.1", fixture.gateway.socketEndpoint().getPort());
    socket.setSoTimeout(ANSWER_WITHIN_MILLIS);
    return socket;
  }

  private static String readAll(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }
}
