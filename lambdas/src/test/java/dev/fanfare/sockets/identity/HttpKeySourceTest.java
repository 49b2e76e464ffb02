package dev.fanfare.sockets.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpKeySourceTest {
  private final CountDownLatch ended = new CountDownLatch(1);
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(executor);
    server.start();
  }

  @AfterEach
  void stop() {
    ended.countDown();
    server.stop(0);
    executor.shutdownNow();
  }

  @Test
  void fetch_response_returnsItsBody() throws IOException {
    serve(200, "{\"keys\": []}");

    assertThat(source(Duration.ofSeconds(10)).fetch()).isEqualTo("{\"keys\": []}");
  }

  @Test
  void fetch_anyOtherResponse_fails() {
    serve(404, "not here");

    assertThatThrownBy(() -> source(Duration.ofSeconds(10)).fetch())
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("/keys answers 404");
  }

  @Test
  void fetch_redirect_isNotFollowed() {
    server.createContext(
        "/keys",
        http -> {
          http.getResponseHeaders().set("Location", "/elsewhere");
          http.sendResponseHeaders(302, -1);
          http.close();
        });

    assertThatThrownBy(() -> source(Duration.ofSeconds(10)).fetch())
        .hasMessageEndingWith("answers 302");
  }

  @Test
  void fetch_tooLargeBody_fails() {
    serve(200, " ".repeat(HttpKeySource.MAX_BYTES + 1));

    assertThatThrownBy(() -> source(Duration.ofSeconds(10)).fetch())
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("more than 65536 bytes");
  }

  /** The limit applies to the whole answer, not only to its head. */
  @Test
  void fetch_endlessBody_timesOut() {
    server.createContext(
        "/keys",
        http -> {
          http.sendResponseHeaders(200, 0);
          http.getResponseBody().write(' ');
          http.getResponseBody().flush();
          await();
          http.close();
        });

    assertThatThrownBy(() -> source(Duration.ofMillis(300)).fetch())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(" did not answer within");
  }

  @Test
  void fetch_noServer_saysSo() {
    server.stop(0);

    assertThatThrownBy(() -> source(Duration.ofSeconds(10)).fetch())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("http://127.0.0.1:")
        .hasMessageEndingWith("/keys: cannot connect");
  }

  private void await() {
    try {
      ended.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(int status, String body) {
    server.createContext(
        "/keys",
        http -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          http.sendResponseHeaders(status, bytes.length);
          http.getResponseBody().write(bytes);
          http.close();
        });
  }

  private HttpKeySource source(Duration patience) {
    return new HttpKeySource(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys"), patience);
  }
}
