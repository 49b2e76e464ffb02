package dev.fanfare.devtools.load;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/**
 * Connects a list of clients with limited concurrency. All counters are updated on one event loop,
 * even if the socket of a client belongs to another.
 */
final class Handshaking {
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int TOO_MANY_REQUESTS = 429;

  private final Iterator<LoadClient> waiting;
  private final ConnectPace pace;
  private final EventLoop loop;
  private final BiConsumer<LoadClient, Promise<Integer>> handshake;
  private final CompletableFuture<ConnectReport> report = new CompletableFuture<>();
  private final Map<Integer, Integer> failures = new TreeMap<>();
  private final CompletableFuture<Void> settled = new CompletableFuture<>();
  private boolean stopped;
  private int underWay;
  private int connected;
  private long retries;

  /**
   * @param handshake tries to connect a client once and completes the promise with the HTTP status
   *     of the response
   */
  Handshaking(
      List<LoadClient> clients,
      ConnectPace pace,
      EventLoop loop,
      BiConsumer<LoadClient, Promise<Integer>> handshake) {
    this.waiting = clients.iterator();
    this.pace = pace;
    this.loop = loop;
    this.handshake = handshake;
  }

  CompletableFuture<ConnectReport> start() {
    loop.execute(this::fill);
    return report;
  }

  /**
   * Stops connecting. The report completes exceptionally.
   *
   * @return completes when no handshake is in progress
   */
  CompletableFuture<Void> stop() {
    report.completeExceptionally(new IllegalStateException("The load generator was closed"));
    loop.execute(
        () -> {
          stopped = true;
          fill();
        });
    return settled;
  }

  private void fill() {
    while (!stopped && underWay < pace.concurrency() && waiting.hasNext()) {
      underWay++;
      attempt(waiting.next(), 1);
    }
    if (underWay == 0) {
      report.complete(new ConnectReport(connected, retries, failures));
      settled.complete(null);
    }
  }

  private void attempt(LoadClient client, int number) {
    Promise<Integer> status = loop.newPromise();
    var timeout =
        loop.schedule(
            () -> status.tryFailure(new TimeoutException("No response to the handshake")),
            pace.handshakeTimeout().toMillis(),
            TimeUnit.MILLISECONDS);
    status.addListener(
        (Future<Integer> answered) -> {
          timeout.cancel(false);
          settle(client, number, answered);
        });
    try {
      handshake.accept(client, status);
    } catch (RuntimeException notTried) {
      status.tryFailure(notTried); // Otherwise the report waits for this client forever.
    }
  }

  private void settle(LoadClient client, int number, Future<Integer> answered) {
    int status = answered.isSuccess() ? answered.getNow() : ConnectReport.NO_ANSWER;
    if (status == TOO_MANY_REQUESTS && number < pace.attempts() && !stopped) {
      retries++;
      loop.schedule(
          () -> attempt(client, number + 1), pace.retryPause().toMillis(), TimeUnit.MILLISECONDS);
      return;
    }
    if (status == SWITCHING_PROTOCOLS) {
      connected++;
    } else {
      failures.merge(status, 1, Integer::sum);
    }
    underWay--;
    fill();
  }
}
