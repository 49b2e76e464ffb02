package dev.fanfare.loopback;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A small HTTP server on the loopback address, for the console and the web pages of tools. */
public final class LoopbackHttp implements LocalService {
  static {
    // Otherwise every small response waits about 40 ms for a delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    // Seconds to receive a request. A slower request is dropped and releases its thread.
    System.setProperty("sun.net.httpserver.maxReqTime", "20");
  }

  private final HttpServer server;
  private final ExecutorService threads;

  private LoopbackHttp(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Creates a server on the loopback address without starting it. The JDK's server responds first
   * and then reads at most 64 KB of an unread body, so a refusal does not wait for the body.
   *
   * @param port 0 for any free port
   * @throws IOException if the port is in use
   */
  public static HttpServer create(int port) throws IOException {
    return HttpServer.create(new InetSocketAddress(HOST, port), 0);
  }

  /**
   * Starts a server.
   *
   * @param name the service that it emulates, such as {@code SNS}
   * @param port 0 for any free port
   * @param handler handles every request that passes the Host and Origin checks
   * @throws ServiceStartException if the port is in use
   */
  public static LoopbackHttp start(String name, int port, HttpHandler handler) {
    try {
      var server = create(port);
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

  private static void handle(HttpExchange exchange, HttpHandler handler) throws IOException {
    try (exchange) {
      var objection = LoopbackHosts.objection(exchange);
      if (objection.isPresent()) {
        refuse(exchange, 403, "AccessDeniedException", objection.get());
      } else {
        handler.handle(exchange);
      }
    }
  }

  /** Refuses a request with an error in AWS's JSON protocol. */
  public static void refuse(HttpExchange exchange, int status, String type, String why)
      throws IOException {
    var refusal = JsonNodeFactory.instance.objectNode().put("__type", type).put("message", why);
    answer(exchange, status, "application/json", refusal.toString());
  }

  /** Sends a text response as UTF-8. */
  public static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    answer(exchange, status, type, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends a response body. */
  public static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
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
