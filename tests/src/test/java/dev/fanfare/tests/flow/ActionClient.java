package dev.fanfare.tests.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.text.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A plain client that sends messages and returns the received messages one by one. */
final class ActionClient implements WebSocket.Listener, AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Only a fault, or a machine that is busy with other work, takes this long. */
  private static final int ANSWER_SECONDS = 60;

  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder partial = new StringBuilder();
  private final WebSocket socket;

  /**
   * @param query added after the user; may be empty
   * @throws java.util.concurrent.CompletionException if the server refuses the handshake
   */
  ActionClient(URI sockets, String user, String query) {
    String address = sockets + "?user_id=" + URLEncoder.encode(user, StandardCharsets.UTF_8);
    URI uri = URI.create(query.isEmpty() ? address : address + "&" + query);
    socket = HTTP.newWebSocketBuilder().buildAsync(uri, this).join();
  }

  ActionClient send(String message) {
    socket.sendText(message, true).join();
    return this;
  }

  /** Waits for the next message and returns it. */
  JsonNode next() {
    try {
      String text = received.poll(ANSWER_SECONDS, TimeUnit.SECONDS);
      if (text == null) {
        throw new AssertionError("nothing came in " + ANSWER_SECONDS + " s");
      }
      return Json.MAPPER.readTree(text);
    } catch (InterruptedException | JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** Messages that have arrived and that no call has taken yet. */
  List<JsonNode> received() {
    var messages = new ArrayList<JsonNode>();
    while (!received.isEmpty()) {
      messages.add(next());
    }
    return messages;
  }

  /** Completes with the code of the close frame that the server sends. */
  CompletableFuture<Integer> closed() {
    return closed;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  /** Sends a message and returns the next message that arrives. */
  JsonNode ask(String message) {
    return send(message).next();
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      received.add(partial.toString());
      partial.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public void close() {
    if (!socket.isOutputClosed()) {
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }
  }
}
