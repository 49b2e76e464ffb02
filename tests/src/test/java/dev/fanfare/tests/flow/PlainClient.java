package dev.fanfare.tests.flow;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** One WebSocket client of the JDK, accepted or refused. */
final class PlainClient implements WebSocket.Listener, AutoCloseable {
  static final int LET_IN = 101;

  private final List<String> received = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();
  private WebSocket socket;
  private int status;

  private PlainClient() {}

  /**
   * Tries to connect.
   *
   * @param origin the page's origin, as a browser sends it; empty for a client that is not a
   *     browser
   */
  static PlainClient connect(URI sockets, Map<String, String> query, Optional<String> origin) {
    var client = new PlainClient();
    var builder = HttpClient.newHttpClient().newWebSocketBuilder();
    origin.ifPresent(page -> builder.header("Origin", page));
    try {
      client.socket = builder.buildAsync(URI.create(sockets + encoded(query)), client).join();
      client.status = LET_IN;
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof WebSocketHandshakeException refusal)) {
        throw e;
      }
      client.status = refusal.getResponse().statusCode();
    }
    return client;
  }

  private static String encoded(Map<String, String> query) {
    return query.entrySet().stream()
        .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
        .collect(Collectors.joining("&", query.isEmpty() ? "" : "?", ""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The status of the handshake's response. */
  int status() {
    return status;
  }

  void send(String message) {
    socket.sendText(message, true).join();
  }

  List<String> received() {
    return received;
  }

  /** Completes with the close code when the server closes the socket. */
  CompletableFuture<Integer> closed() {
    return closed;
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
    text.append(part);
    if (isLast) {
      received.add(text.toString());
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable thrown) {
    closed.completeExceptionally(thrown);
  }

  @Override
  public void close() {
    if (socket != null && !socket.isOutputClosed()) {
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }
  }
}
