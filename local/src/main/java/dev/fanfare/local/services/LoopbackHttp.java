package dev.fanfare.local.services;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A small HTTP server on the loopback address, for stand-ins that are no library. */
public final class LoopbackHttp implements LocalService {
  static {
    // Without it every small answer waits for a delayed acknowledgement, about 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads;

  private LoopbackHttp(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts serving.
   *
   * @param name what it stands in for, such as {@code SNS}
   * @param port 0 for any free one
   * @param handler answers every request that came by this machine's own name
   * @throws ServiceStartException if the port is taken
   */
  public static LoopbackHttp start(String name, int port, HttpHandler handler) {
    try {
      var server = HttpServer.create(new InetSocketAddress(HOST, port), 0);
      var threads = Executors.newCachedThreadPool(task -> daemon(name, task));
      server.setExecutor(threads);
      server.createContext("/", exchange -> handle(exchange, handler));
      server.start();
      return new LoopbackHttp(server, threads);
    } catch (IOException e) {
      throw ServiceStartException.of(name, port, e);
    }
  }

  private static Thread daemon(String name, Runnable task) {
    var thread = new Thread(task, name.toLowerCase(Locale.ROOT) + "-api");
    thread.setDaemon(true);
    return thread;
  }

  /** Turns away browsers that were talked into this address by another name (DNS rebinding). */
  private static void handle(HttpExchange exchange, HttpHandler handler) throws IOException {
    try (exchange) {
      String host = exchange.getRequestHeaders().getFirst("Host");
      if (LoopbackHosts.accepts(host)) {
        handler.handle(exchange);
        return;
      }
      var refusal =
          JsonNodeFactory.instance
              .objectNode()
              .put("__type", "AccessDeniedException")
              .put("message", LoopbackHosts.refusal(host));
      answer(exchange, 403, "application/json", refusal.toString());
    }
  }

  /** Answers with a text, as UTF-8. */
  public static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    answer(exchange, status, type, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Answers with bytes. */
  public static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    // What is left unread of a refused request would reset the connection under its sender.
    exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public URI endpoint() {
    return URI.create("http://" + HOST + ":" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
