package dev.fanfare.local.services;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small server of JSON on the loopback address. It answers to names of this machine only, so that
 * no web page can reach it by a name of its own (DNS rebinding).
 */
public final class LoopbackHttp implements LocalService {
  private static final Logger LOG = LoggerFactory.getLogger(LoopbackHttp.class);
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int MOST_BYTES = 64 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService executor;

  /**
   * @param path without a query
   * @param target the header {@code X-Amz-Target}; empty without one
   * @param body an empty object when there was none
   */
  public record Request(String method, String path, String target, JsonNode body) {}

  /**
   * @param body becomes JSON
   */
  public record Answer(int status, Object body) {}

  /** What answers; any thread may call. */
  public interface Service {
    Answer answer(Request request);
  }

  private LoopbackHttp(HttpServer server, ExecutorService executor) {
    this.server = server;
    this.executor = executor;
  }

  /**
   * Starts serving.
   *
   * @param name for errors and threads
   * @param port 0 for any free one
   * @throws ServiceStartException when the port is taken
   */
  public static LoopbackHttp start(String name, int port, Service service) {
    try {
      var server = HttpServer.create(new InetSocketAddress(HOST, port), 0);
      var executor = Executors.newCachedThreadPool(task -> daemon(name, task));
      server.setExecutor(executor);
      server.createContext("/", http -> handle(http, service));
      server.start();
      return new LoopbackHttp(server, executor);
    } catch (IOException e) {
      throw ServiceStartException.of(name, port, e);
    }
  }

  private static Thread daemon(String name, Runnable task) {
    var thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public URI endpoint() {
    return URI.create("http://" + HOST + ":" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  private static void handle(HttpExchange http, Service service) throws IOException {
    try (http) {
      Answer answer = answer(http, service);
      byte[] body = JSON.writeValueAsBytes(answer.body());
      // What is left unread of a refused request would reset the connection under its sender.
      http.getRequestBody().transferTo(OutputStream.nullOutputStream());
      http.getResponseHeaders().set("Content-Type", "application/json");
      http.sendResponseHeaders(answer.status(), body.length);
      http.getResponseBody().write(body);
    }
  }

  private static Answer answer(HttpExchange http, Service service) throws IOException {
    String host = header(http, "Host").toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
    if (!LOOPBACK.contains(host)) {
      return new Answer(403, "answers to localhost, not to " + host);
    }
    byte[] body = http.getRequestBody().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      return new Answer(413, "a request may have at most " + MOST_BYTES + " bytes");
    }
    try {
      JsonNode json = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
      return service.answer(
          new Request(
              http.getRequestMethod(),
              http.getRequestURI().getPath(),
              header(http, "X-Amz-Target"),
              json));
    } catch (JsonProcessingException e) {
      return new Answer(400, "the request is no JSON: " + e.getOriginalMessage());
    } catch (RuntimeException e) { // The server would answer nothing at all.
      LOG.error("{} {} failed", http.getRequestMethod(), http.getRequestURI(), e);
      return new Answer(500, "failed; see the log");
    }
  }

  private static String header(HttpExchange http, String name) {
    String value = http.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }
}
