package dev.fanfare.local.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fanfare.local.LocalAccount;
import dev.fanfare.local.functions.FunctionInvoker;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * A WebSocket API on 127.0.0.1: sockets at {@code /{stage}} and {@code @connections} below it, on
 * one port. It runs from {@link #start} to {@link #close}.
 */
public final class Gateway implements AutoCloseable {
  private static final long EXPIRY_MILLIS = 250;

  private final GatewayApi api;
  private final SocketRegistry registry;
  private final SocketLifecycle lifecycle;
  private final LoopbackServer server;
  private final Integration integration;

  private Gateway(
      GatewayApi api,
      SocketRegistry registry,
      SocketLifecycle lifecycle,
      LoopbackServer server,
      Integration integration) {
    this.api = api;
    this.registry = registry;
    this.lifecycle = lifecycle;
    this.server = server;
    this.integration = integration;
  }

  /** Starts a gateway that loses the {@code $disconnect} of clients that vanish. */
  public static Gateway start(
      GatewayApi api,
      FunctionInvoker functions,
      GatewayQuotas quotas,
      LocalAccount account,
      Clock clock,
      int port) {
    return start(api, functions, quotas, GatewayFaults.DEFAULT, account, clock, port);
  }

  /**
   * Starts a gateway.
   *
   * @param clock what rates, timeouts and time stamps go by
   * @param port the port, or 0 for any that is free
   * @throws java.io.UncheckedIOException when the port cannot be had; the message names it
   * @throws IllegalArgumentException when the API's route selection expression is not supported
   */
  public static Gateway start(
      GatewayApi api,
      FunctionInvoker functions,
      GatewayQuotas quotas,
      GatewayFaults faults,
      LocalAccount account,
      Clock clock,
      int port) {
    return start(api, functions, quotas, faults, GatewayCounts.NONE, account, clock, port);
  }

  /**
   * Starts a gateway whose connects and messages are counted; otherwise the same.
   *
   * @param counts is told of each
   */
  public static Gateway start(
      GatewayApi api,
      FunctionInvoker functions,
      GatewayQuotas quotas,
      GatewayFaults faults,
      GatewayCounts counts,
      LocalAccount account,
      Clock clock,
      int port) {
    var json = new ObjectMapper();
    var selection = new RouteSelection(api, json);
    var ids = new GatewayIds(new SecureRandom());
    var events = new GatewayEvents(api, account, clock, ids);
    var integration = new Integration(functions, json, quotas.integrationTimeout());
    var registry = new SocketRegistry();
    var lifecycle = new SocketLifecycle(registry, api, events, integration, faults.disconnects());
    var routing = new MessageRouting(api, selection, events, integration, ids, counts);
    var sockets = new Sockets(registry, lifecycle, routing, connectionIds(faults.posts()), clock);
    var decision = new ConnectDecision(api, events, integration, counts);
    var connects = new TokenBucket(quotas.connects(), clock);
    var handshakes = new Handshakes(connects, decision, new SocketPipeline(quotas), sockets);
    var requests = new TokenBucket(quotas.requests(), clock);
    var connections =
        new ConnectionsApi(registry, lifecycle, requests, faults.posts(), counts, clock);
    try {
      var server =
          LoopbackServer.start(
              port,
              quotas,
              () -> new RequestHandler(api.stage(), handshakes, connections, quotas.postLatency()));
      server.every(
          EXPIRY_MILLIS,
          () -> lifecycle.closeExpired(clock, quotas.idleTimeout(), quotas.lifetime()));
      return new Gateway(api, registry, lifecycle, server, integration);
    } catch (RuntimeException notStarted) {
      integration.close();
      throw notStarted;
    }
  }

  private static GatewayIds connectionIds(PostFaults faults) {
    return faults.seed().isPresent()
        ? GatewayIds.seeded(faults.seed().getAsLong())
        : new GatewayIds(new SecureRandom());
  }

  /** Where clients connect, such as {@code ws://127.0.0.1:4567/prod}. */
  public URI socketEndpoint() {
    return endpoint("ws");
  }

  /** What an SDK's endpoint override must be, such as {@code http://127.0.0.1:4567/prod}. */
  public URI connectionsEndpoint() {
    return endpoint("http");
  }

  private URI endpoint(String scheme) {
    return URI.create("%s://127.0.0.1:%d/%s".formatted(scheme, server.port(), api.stage()));
  }

  /** How many connections are open. */
  public int connections() {
    return registry.size();
  }

  /** Closes every socket with 1001 and frees the port. No {@code $disconnect} is told of it. */
  @Override
  public void close() {
    server.stopAccepting();
    lifecycle.closeAll();
    server.close();
    integration.close();
  }
}
