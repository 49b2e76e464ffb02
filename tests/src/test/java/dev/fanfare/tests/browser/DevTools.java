package dev.fanfare.tests.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.text.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * The DevTools protocol of Chromium: commands with answers, and events, over one WebSocket for all
 * pages (https://chromedevtools.github.io/devtools-protocol/).
 */
final class DevTools implements AutoCloseable, WebSocket.Listener {
  /** Longer than any wait of a page in the tests. */
  private static final long ANSWERS_WITHIN_SECONDS = 60;

  private final AtomicInteger lastId = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final Map<String, BiConsumer<String, JsonNode>> pages = new ConcurrentHashMap<>();
  private final StringBuilder partial = new StringBuilder();
  private WebSocket socket;

  private DevTools() {}

  static DevTools connect(URI address) {
    var tools = new DevTools();
    tools.socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, tools).join();
    return tools;
  }

  /**
   * Listens to a page.
   *
   * @param session the page's session
   * @param listener called with each event's name and parameters, on a thread of the client
   */
  void listen(String session, BiConsumer<String, JsonNode> listener) {
    pages.put(session, listener);
  }

  /** Sends a command to the browser itself. */
  JsonNode call(String method, Map<String, ?> parameters) {
    return call(null, method, parameters);
  }

  /**
   * Sends a command to a page.
   *
   * @return the answer's result
   * @throws IllegalStateException if the browser refuses the command
   */
  synchronized JsonNode call(String session, String method, Map<String, ?> parameters) {
    int id = lastId.incrementAndGet();
    ObjectNode command = Json.MAPPER.createObjectNode().put("id", id).put("method", method);
    command.set("params", Json.MAPPER.valueToTree(parameters));
    if (session != null) {
      command.put("sessionId", session);
    }
    var answer = new CompletableFuture<JsonNode>();
    waiting.put(id, answer);
    socket.sendText(command.toString(), true).join();
    JsonNode answered = answer.orTimeout(ANSWERS_WITHIN_SECONDS, TimeUnit.SECONDS).join();
    if (answered.has("error")) {
      throw new IllegalStateException(method + ": " + answered.get("error"));
    }
    return answered.get("result");
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
    partial.append(text);
    if (last) {
      String whole = partial.toString();
      partial.setLength(0);
      receive(whole);
    }
    from.request(1);
    return null;
  }

  private void receive(String text) {
    JsonNode message;
    try {
      message = Json.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("DevTools sent invalid JSON", e);
    }
    if (message.has("id")) {
      waiting.remove(message.get("id").intValue()).complete(message);
    } else if (message.has("sessionId") && pages.containsKey(message.get("sessionId").asText())) {
      pages
          .get(message.get("sessionId").asText())
          .accept(message.get("method").asText(), message.get("params"));
    }
  }

  /** Fails all pending answers, which can no longer arrive. */
  @Override
  public void onError(WebSocket from, Throwable failure) {
    waiting.values().forEach(answer -> answer.completeExceptionally(failure));
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    onError(from, new IllegalStateException("the browser closed the connection: " + code));
    return null;
  }

  @Override
  public void close() {
    socket.abort();
  }
}
