package dev.fanfare.local.apigateway;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A WebSocket client that records whole messages, pongs and the close code. */
final class TestClient implements WebSocket.Listener {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final List<String> pongs = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder partial = new StringBuilder();
  private WebSocket socket;

  static TestClient connect(URI endpoint) {
    var client = new TestClient();
    client.socket =
        HTTP.newWebSocketBuilder()
            .header("User-Agent", "fanfare-test")
            .buildAsync(endpoint, client)
            .join();
    return client;
  }

  /** The HTTP status of a refused handshake. */
  static int refusal(URI endpoint) {
    try {
      HTTP.newWebSocketBuilder().buildAsync(endpoint, new WebSocket.Listener() {}).join();
      throw new AssertionError("The handshake was accepted");
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return refused.getResponse().statusCode();
      }
      throw e;
    }
  }

  /** The body of a refused handshake's response, which the JDK's client discards. */
  static String refusalBody(URI endpoint) throws IOException {
    try (var socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
      String handshake =
          "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
              + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
      socket
          .getOutputStream()
          .write(
              handshake
                  .formatted(endpoint.getPath(), endpoint.getAuthority())
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }
  }

  TestClient send(String text) {
    socket.sendText(text, true).join();
    return this;
  }

  WebSocket socket() {
    return socket;
  }

  List<String> messages() {
    return messages;
  }

  List<String> pongs() {
    return pongs;
  }

  String onlyMessage() {
    await().until(() -> messages.size() == 1);
    return messages.get(0);
  }

  int closeCode() {
    await().until(closed::isDone);
    return closed.join();
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      messages.add(partial.toString());
      partial.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
    byte[] bytes = new byte[message.remaining()];
    message.get(bytes);
    pongs.add(new String(bytes, StandardCharsets.UTF_8));
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
    closed.complete(statusCode);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.completeExceptionally(error);
  }
}
