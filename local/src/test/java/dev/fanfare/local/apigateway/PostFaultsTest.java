package dev.fanfare.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The effect of each injected fault on a post. */
class PostFaultsTest {
  private final AtomicReference<PostFault> next = new AtomicReference<>(PostFault.NONE);
  private final List<PostFaults.Post> asked = new ArrayList<>();
  private final GatewayFixture fixture = start(this::strike);

  private static GatewayFixture start(PostFaults faults) {
    return new GatewayFixture(
        GatewayFixture.API, GatewayQuotas.DEFAULT, GatewayFaults.NONE.withPosts(faults));
  }

  private PostFault strike(PostFaults.Post post) {
    asked.add(post);
    return next.getAndSet(PostFault.NONE);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource({"THROTTLED, 429", "INTERNAL_ERROR, 500", "UNAVAILABLE, 503"})
  void post_refusedByAFault_isAnsweredAndNotDelivered(PostFault fault, int status) {
    TestClient client = fixture.connect();
    next.set(fault);

    assertThat(fixture.post(fixture.lastId(), "1").statusCode()).isEqualTo(status);

    assertThat(fixture.post(fixture.lastId(), "2").statusCode()).isEqualTo(200);
    assertThat(client.onlyMessage()).isEqualTo("2");
  }

  @ParameterizedTest
  @EnumSource(
      value = PostFault.class,
      names = {"RESET", "LOST_ANSWER"})
  void post_resetByAFault_endsTheTcpConnection(PostFault fault) {
    TestClient client = fixture.connect();
    next.set(fault);

    assertThatThrownBy(() -> fixture.post(fixture.lastId(), "1"))
        .isInstanceOf(UncheckedIOException.class);

    assertThat(fixture.post(fixture.lastId(), "2").statusCode()).isEqualTo(200);
    var delivered = fault == PostFault.LOST_ANSWER ? List.of("1", "2") : List.of("2");
    await().untilAsserted(() -> assertThat(client.messages()).isEqualTo(delivered));
  }

  @Test
  void post_slowAmongPipelined_delaysLaterOnesInOrder() throws IOException {
    fixture.connect();
    String id = fixture.lastId();
    next.set(PostFault.SLOW);
    String slow = request(id);
    String gone = request("AAAAAAAAAAAAAAA=");
    try (var socket = new Socket("127.0.0.1", fixture.gateway.connectionsEndpoint().getPort())) {
      long sent = System.nanoTime();
      socket.getOutputStream().write((slow + gone).getBytes(StandardCharsets.US_ASCII));

      assertThat(statusLines(socket)).containsExactly("HTTP/1.1 200 OK", "HTTP/1.1 410 Gone");
      // A lower bound: a busy machine only takes longer.
      assertThat(System.nanoTime() - sent).isGreaterThanOrEqualTo(1_900_000_000L);
    }
  }

  private static String request(String id) {
    return "POST /prod/@connections/%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\nContent-Length: 1\r\n\r\n1"
        .formatted(id, GatewayFixture.SIGNED);
  }

  private static List<String> statusLines(Socket socket) throws IOException {
    var lines = new ArrayList<String>();
    var text = new StringBuilder();
    while (lines.size() < 2) {
      int read = socket.getInputStream().read();
      if (read < 0) {
        throw new IOException("ended after " + lines);
      }
      text.append((char) read);
      int line = text.indexOf("\r\n");
      if (line >= 0) {
        if (text.indexOf("HTTP/1.1 ") == 0) {
          lines.add(text.substring(0, line));
        }
        text.delete(0, line + 2);
      }
    }
    return lines;
  }

  @Test
  void strike_signedPost_getsTheSignerAndTheTime() {
    fixture.connect();
    fixture.send(
        fixture
            .request("/@connections/" + fixture.lastId())
            .header("Authorization", GatewayFixture.SIGNED)
            .header("X-Amz-Date", "20261122T080001Z")
            .POST(HttpRequest.BodyPublishers.ofString("1")));
    fixture.post(fixture.lastId(), "no date");
    fixture.call("GET", fixture.lastId(), "");

    assertThat(asked)
        .containsExactly(
            new PostFaults.Post(fixture.lastId(), Instant.parse("2026-11-22T08:00:01Z")),
            new PostFaults.Post(fixture.lastId(), Instant.EPOCH));
  }

  @Test
  void ids_withASeed_areReproducible() {
    assertThat(ids(7)).isEqualTo(ids(7)).isNotEqualTo(ids(8)).doesNotHaveDuplicates();
  }

  private static List<String> ids(long seed) {
    try (var seeded = start(new Seeded(seed))) {
      var ids = new ArrayList<String>();
      for (int i = 1; i <= 3; i++) {
        seeded.connect();
        int count = i;
        await().until(() -> seeded.functions.events("connect").size() == count);
        ids.add(seeded.lastId());
      }
      return ids;
    }
  }

  private record Seeded(long value) implements PostFaults {
    @Override
    public PostFault strike(Post post) {
      return PostFault.NONE;
    }

    @Override
    public OptionalLong seed() {
      return OptionalLong.of(value);
    }
  }
}
