package dev.fanfare.local.apigateway.sockets;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The end of all sockets of a process. */
public final class CloseAll {
  /** How long all clients together may take to be sent a close frame. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private CloseAll() {}

  /** Waits a little for the close frames, or the end of the event loops would swallow them. */
  public static void of(Collection<? extends SocketWire> wires) {
    CompletableFuture.allOf(wires.stream().map(SocketWire::leave).toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, GRACE.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }
}
