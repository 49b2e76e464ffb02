package dev.fanfare.bench.hostile;

import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One thread of the hostile user. It sends the next message when it receives a response, or after a
 * second without one, and reconnects after fifty messages.
 */
final class Mallory implements Runnable {
  static final String USER = "mallory";

  /** A channel with large archived messages. */
  static final String ATTIC = "attic";

  private static final int MESSAGES_PER_CONNECTION = 50;
  private static final long RESPONSE_MILLIS = 1_000;

  private static final List<String> MESSAGES =
      List.of(
          "{\"action\":\"sendmessage\",\"channel\":\"default\",\"message\":\"hello\"}",
          "{\"action\":\"joinchannel\",\"channel\":\"" + ATTIC + "\",\"since\":0}",
          "rubbish",
          "{\"action\":\"listmessages\",\"channel\":\"" + ATTIC + "\"}",
          "{\"action\":\"leavechannel\",\"channel\":\"" + ATTIC + "\"}",
          "{\"action\":\"listmembers\",\"channel\":\"default\"}",
          "{\"action\":\"listchannels\"}",
          "{\"action\":\"nothing\"}");

  private final URI sockets;
  private final AtomicBoolean isOver;
  private final AtomicLong bytes;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong tried = new AtomicLong();
  private final AtomicLong letIn = new AtomicLong();

  Mallory(URI sockets, AtomicBoolean isOver, AtomicLong bytes) {
    this.sockets = sockets;
    this.isOver = isOver;
    this.bytes = bytes;
  }

  @Override
  public void run() {
    while (!isOver.get()) {
      tried.incrementAndGet();
      try (var socket = CountingSocket.connect(sockets, USER, bytes)) {
        letIn.incrementAndGet();
        for (int i = 0; i < MESSAGES_PER_CONNECTION && !isOver.get(); i++) {
          socket.send(MESSAGES.get(i % MESSAGES.size()));
          sent.incrementAndGet();
          awaitResponse(socket);
        }
      } catch (ExecutionException | TimeoutException e) {
        // The connection was refused or closed; the loop tries again.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /**
   * Waits for a response. Messages of others can arrive before it, and missed messages precede the
   * response to a join.
   */
  private void awaitResponse(CountingSocket socket) throws InterruptedException {
    for (String text = socket.next(RESPONSE_MILLIS);
        text != null;
        text = socket.next(RESPONSE_MILLIS)) {
      if (text.startsWith("{\"type\":\"error\"")) {
        refused.incrementAndGet();
        return;
      }
      if (!(text.contains("\"from\"") || text.contains("\"missed\""))) {
        taken.incrementAndGet();
        return;
      }
    }
  }

  long sent() {
    return sent.get();
  }

  long refused() {
    return refused.get();
  }

  long taken() {
    return taken.get();
  }

  long tried() {
    return tried.get();
  }

  long letIn() {
    return letIn.get();
  }
}
