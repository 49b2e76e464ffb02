package dev.fanfare.local.apigateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.apigateway.edge.EdgeFleet;
import dev.fanfare.local.apigateway.http.LoopbackServer;
import dev.fanfare.local.apigateway.http.RequestDecoder;
import dev.fanfare.local.apigateway.management.ConnectionsApi;
import dev.fanfare.local.apigateway.routing.Admission;
import dev.fanfare.local.apigateway.routing.ConnectDecision;
import dev.fanfare.local.apigateway.routing.GatewayEvents;
import dev.fanfare.local.apigateway.routing.Integration;
import dev.fanfare.local.apigateway.routing.MessageRouting;
import dev.fanfare.local.apigateway.routing.RouteSelection;
import dev.fanfare.local.apigateway.routing.SocketLifecycle;
import dev.fanfare.local.apigateway.sockets.ChannelWire;
import dev.fanfare.local.apigateway.sockets.SocketPipeline;
import dev.fanfare.local.lambda.FunctionInvoker;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpRequest;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;

/**
 * A WebSocket API on one port of 127.0.0.1: sockets at {@code /{stage}}, and {@code @connections}
 * below that path.
 *
 * <p>A process can hold a limited number of sockets, so a gateway can use several processes: edges
 * share the port and hold the sockets. This process is their hub: it tracks the connections,
 * applies the account's quotas, calls functions and serves {@code @connections}.
 */
public record Gateway(
    GatewayApi api,
    SocketLifecycle lifecycle,
    LoopbackServer server,
    Integration integration,
    Optional<EdgeFleet> edges)
    implements AutoCloseable {
  private static final long EXPIRY_MILLIS = 250;

  /**
   * Starts a gateway.
   *
   * @param counts counts connects and messages
   * @param clock for rates, timeouts and timestamps
   * @param port where clients connect, and the number of processes that hold their sockets
   * @throws java.io.UncheckedIOException if the port is in use; the message names it
   * @throws IllegalArgumentException if the API's route selection expression is not supported
   */
  public static Gateway start(
      GatewayApi api,
      FunctionInvoker functions,
      GatewayQuotas quotas,
      GatewayFaults faults,
      GatewayCounts counts,
      LocalAccount account,
      Clock clock,
      GatewayPort port) {
    var json = new ObjectMapper();
    var selection = new RouteSelection(api, json);
    var ids = new GatewayIds(new SecureRandom());
    var events = new GatewayEvents(api, account, clock, ids);
    var integration = new Integration(functions, json, quotas.timeouts().integration());
    var lifecycle = new SocketLifecycle(api, events, integration, faults.disconnects());
    var routing = new MessageRouting(api, selection, events, integration, ids, counts, clock);
    var admission =
        new Admission(
            new TokenBucket(quotas.connects(), clock),
            new ConnectDecision(api, events, integration, counts),
            lifecycle,
            routing,
            connectionIds(faults.posts()),
            clock);
    var requests = new TokenBucket(quotas.requests(), clock);
    var connections = new ConnectionsApi(lifecycle, requests, faults.posts(), counts, clock);
    try {
      var server = startServer(port, api.stage(), quotas, admission, connections);
      server.every(EXPIRY_MILLIS, () -> lifecycle.closeExpired(clock, quotas.timeouts()));
      var edges = startEdges(port, server, api.stage(), quotas, admission);
      return new Gateway(api, lifecycle, server, integration, edges);
    } catch (RuntimeException notStarted) {
      integration.close();
      throw notStarted;
    }
  }

  private static LoopbackServer startServer(
      GatewayPort port,
      String stage,
      GatewayQuotas quotas,
      Admission admission,
      ConnectionsApi connections) {
    var pipeline = new SocketPipeline(quotas.sizes());
    BiConsumer<Channel, FullHttpRequest> handshakes =
        (channel, request) ->
            admission.decide(request, new ChannelWire(channel, pipeline, request));
    return LoopbackServer.start(
        port.isShared() ? 0 : port.number(),
        quotas.sizes().clientBuffer(),
        channels ->
            RequestDecoder.install(
                channels,
                quotas.sizes().message(),
                new RequestHandler(
                    stage, handshakes, Optional.of(connections), quotas.postLatency())));
  }

  private static Optional<EdgeFleet> startEdges(
      GatewayPort port,
      LoopbackServer hub,
      String stage,
      GatewayQuotas quotas,
      Admission admission) {
    if (!port.isShared()) {
      return Optional.empty();
    }
    try {
      return Optional.of(EdgeFleet.start(port, hub.port(), stage, quotas, admission));
    } catch (RuntimeException notStarted) {
      hub.close();
      throw notStarted;
    }
  }

  private static GatewayIds connectionIds(PostFaults faults) {
    return faults.seed().isPresent()
        ? new GatewayIds(new Random(faults.seed().getAsLong()))
        : new GatewayIds(new SecureRandom());
  }

  /** The address for clients, such as {@code ws://127.0.0.1:4567/prod}. */
  public URI socketEndpoint() {
    return endpoint("ws", clientsPort());
  }

  /** The endpoint for SDKs, such as {@code http://127.0.0.1:4567/prod}. */
  public URI connectionsEndpoint() {
    return endpoint("http", clientsPort());
  }

  /** Where functions post: like {@link #connectionsEndpoint}, but not through an edge. */
  public URI postsEndpoint() {
    return endpoint("http", server.port());
  }

  private int clientsPort() {
    return edges.map(EdgeFleet::port).orElseGet(server::port);
  }

  private URI endpoint(String scheme, int port) {
    return URI.create("%s://127.0.0.1:%d/%s".formatted(scheme, port, api.stage()));
  }

  /** The number of open connections. */
  public int connections() {
    return lifecycle.size();
  }

  /** Closes all sockets with 1001, without {@code $disconnect}, and frees the port. */
  @Override
  public void close() {
    server.stopAccepting();
    lifecycle.closeAll();
    edges.ifPresent(EdgeFleet::close);
    server.close();
    integration.close();
  }
}
