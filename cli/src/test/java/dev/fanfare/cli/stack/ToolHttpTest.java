package dev.fanfare.cli.stack;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

class ToolHttpTest {
  private final AtomicInteger requests = new AtomicInteger();

  /** The server may have handled the second POST before its connection ended. */
  @Test
  void direct_reusedConnectionEndsBeforeTheResponse_postIsNotSentAgain() throws Exception {
    try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        var http = ToolHttp.direct()) {
      var thread = new Thread(() -> serve(server));
      thread.setDaemon(true);
      thread.start();

      post(http, server.getLocalPort());
      assertThatThrownBy(() -> post(http, server.getLocalPort())).isInstanceOf(IOException.class);
    }
    assertThat(requests).hasValue(2);
  }

  private static void post(SdkHttpClient http, int port) throws IOException {
    var request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create("http://127.0.0.1:" + port))
            .build();
    var response =
        http.prepareRequest(HttpExecuteRequest.builder().request(request).build()).call();
    try (var body = response.responseBody().orElseThrow()) {
      body.readAllBytes();
    }
  }

  /**
   * Responds to the first request only; the connection of each later one ends without a response.
   */
  private void serve(ServerSocket server) {
    while (!server.isClosed()) {
      try (var socket = server.accept();
          var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          if (!line.isEmpty()) {
            continue;
          }
          if (requests.incrementAndGet() > 1) {
            break;
          }
          socket
              .getOutputStream()
              .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(US_ASCII));
        }
      } catch (IOException closed) {
        return;
      }
    }
  }
}
