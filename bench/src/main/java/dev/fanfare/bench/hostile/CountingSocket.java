package dev.fanfare.bench.hostile;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A WebSocket client that counts the bytes that it receives. */
final class CountingSocket implements AutoCloseable {
  private static final int SECONDS = 35;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
  private final AtomicLong bytes;
  private final WebSocket socket;

  private CountingSocket(URI address, AtomicLong bytes)
      throws ExecutionException, InterruptedException, TimeoutException {
    this.bytes = bytes;
    this.socket =
        CLIENT
            .newWebSocketBuilder()
            .buildAsync(address, new Listener())
            .get(SECONDS, TimeUnit.SECONDS);
  }

  /**
   * Connects a user.
   *
   * @param bytes counts received bytes
   * @throws ExecutionException if the handshake is refused
   */
  static CountingSocket connect(URI sockets, String user, AtomicLong bytes)
      throws ExecutionException, InterruptedException, TimeoutException {
    return new CountingSocket(URI.create(sockets + "?user_id=" + user), bytes);
  }

  void send(String text) throws ExecutionException, InterruptedException, TimeoutException {
    socket.sendText(text, true).get(SECONDS, TimeUnit.SECONDS);
  }

  /**
   * Waits for the next text.
   *
   * @return null if none arrives in time
   */
  @Nullable String next(long millis) throws InterruptedException {
    return texts.poll(millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    socket.abort();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        String whole = text.toString();
        text.setLength(0);
        bytes.addAndGet(whole.getBytes(StandardCharsets.UTF_8).length);
        texts.add(whole);
      }
      from.request(1);
      return null;
    }
  }
}
