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

/** A client that says something in the channel in which everyone is who names none. */
final class Speaker implements AutoCloseable {
  static final String USER = "speaker";

  private static final int SECONDS = 30;

  private final CompletableFuture<String> answer = new CompletableFuture<>();
  private final WebSocket socket;

  private Speaker(URI sockets) {
    this.socket =
        within(
            HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(sockets + "?user_id=" + USER), new Listener()));
  }

  static Speaker connect(URI sockets) {
    return new Speaker(sockets);
  }

  /** Sends the message; the answer comes when the others have it. */
  void say(String message) {
    within(
        socket.sendText(
            "{\"action\":\"sendmessage\",\"channel\":\"default\",\"message\":" + message + "}",
            true));
  }

  /** The id of the message's broadcast. */
  String broadcastId() {
    String text = within(answer);
    try {
      JsonNode sent = Json.MAPPER.readTree(text);
      if (sent.path("type").asText().equals("sent")) {
        return sent.get("id").asText();
      }
    } catch (IOException e) {
      throw new BenchFailure("an answer is not JSON: " + text);
    }
    throw new BenchFailure("a message was not sent: " + text);
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
      throw new BenchFailure("the client that speaks failed: " + e);
    }
  }

  /** Takes the first text, which is the answer: nobody else speaks. */
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        answer.complete(text.toString());
      }
      from.request(1);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      answer.completeExceptionally(error);
    }
  }
}
