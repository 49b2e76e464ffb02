package dev.fanfare.bench.fanout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.bench.process.BenchFailure;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A client that sends a message to the default channel. */
final class ChannelSender implements AutoCloseable {
  static final String USER = "speaker";

  private static final int SECONDS = 30;

  private final CompletableFuture<String> response = new CompletableFuture<>();
  private final WebSocket socket;

  private ChannelSender(URI sockets) {
    this.socket =
        within(
            HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(sockets + "?user_id=" + USER), new Listener()));
  }

  static ChannelSender connect(URI sockets) {
    return new ChannelSender(sockets);
  }

  /** Sends a message. The response comes after the posts to the other clients. */
  void send(String message) {
    within(
        socket.sendText(
            "{\"action\":\"sendmessage\",\"channel\":\"default\",\"message\":" + message + "}",
            true));
  }

  /** Waits for the response, and returns the id of the broadcast. */
  String broadcastId() {
    String text = within(response);
    try {
      JsonNode sent = Json.MAPPER.readTree(text);
      if (sent.path("type").asText().equals("sent")) {
        return sent.get("id").asText();
      }
    } catch (IOException e) {
      throw new BenchFailure("the response is not valid JSON: " + text);
    }
    throw new BenchFailure("the message was not sent: " + text);
  }

  @Override
  public void close() {
    within(socket.sendClose(WebSocket.NORMAL_CLOSURE, ""));
  }

  private static <T> T within(CompletableFuture<T> future) {
    try {
      return future.get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchFailure("interrupted");
    } catch (ExecutionException | TimeoutException e) {
      throw new BenchFailure("the sending client failed: " + e);
    }
  }

  /** Receives the first text. It is the response, because no other client sends. */
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        response.complete(text.toString());
      }
      from.request(1);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      response.completeExceptionally(error);
    }
  }
}
