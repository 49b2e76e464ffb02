package dev.fanfare.local.apigateway.edge;

import dev.fanfare.local.apigateway.GatewayPort;
import dev.fanfare.local.apigateway.GatewayQuotas;
import dev.fanfare.local.apigateway.routing.Admission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The edges of a gateway and the port that they share. */
public final class EdgeFleet implements AutoCloseable {
  private static final Duration START_WITHIN = Duration.ofSeconds(60);

  private final SharedPort port;
  private final List<Edge> edges = new ArrayList<>();

  private EdgeFleet(SharedPort port) {
    this.port = port;
  }

  /**
   * Starts the processes and returns when clients can connect to each.
   *
   * @param callsPort the hub's port for calls
   * @throws UncheckedIOException if the port is in use or a process does not start
   */
  public static EdgeFleet start(
      GatewayPort port, int callsPort, String stage, GatewayQuotas quotas, Admission admission) {
    var fleet = new EdgeFleet(SharedPort.hold(port.number()));
    try {
      var settings = new EdgeSettings(fleet.port(), callsPort, stage, quotas.sizes());
      for (int i = 0; i < port.processes(); i++) {
        fleet.edges.add(Edge.start(settings, admission));
      }
      fleet.awaitReady();
      return fleet;
    } catch (RuntimeException notStarted) {
      fleet.close();
      throw notStarted;
    }
  }

  private void awaitReady() {
    try {
      CompletableFuture.allOf(edges.stream().map(Edge::ready).toArray(CompletableFuture[]::new))
          .orTimeout(START_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    } catch (CompletionException e) {
      throw new UncheckedIOException(
          new IOException("A WebSocket gateway process did not start: " + e.getMessage(), e));
    }
  }

  public int port() {
    return port.number();
  }

  @Override
  public void close() {
    edges.parallelStream().forEach(Edge::close);
    port.close();
  }
}
