package dev.fanfare.cli.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fanfare.loopback.LoopbackHosts;
import dev.fanfare.loopback.LoopbackHttp;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A web server that binds only to the loopback address and accepts only this machine's own host
 * names. Every response has a Content-Security-Policy and other security headers.
 */
public final class LoopbackWeb implements AutoCloseable {
  /** The address that it binds to. */
  public static final String HOST = "127.0.0.1";

  /**
   * Number of threads. A request whose body has not arrived occupies one until the server times
   * out.
   */
  private static final int THREADS = 64;

  /**
   * Maximum size of a request body, 16 MiB: the largest request that Step Functions accepts through
   * S3.
   */
  private static final int MAX_BYTES = 16 * 1024 * 1024;

  private static final int IDLE_SECONDS = 10;

  private final HttpServer server;
  private final ExecutorService threads;
  private final String contentSecurityPolicy;
  private final Handler handler;

  private LoopbackWeb(
      HttpServer server, ExecutorService threads, String contentSecurityPolicy, Handler handler) {
    this.server = server;
    this.threads = threads;
    this.contentSecurityPolicy = contentSecurityPolicy;
    this.handler = handler;
  }

  /** Answers requests. Several threads call it at the same time. */
  public interface Handler {
    WebResponse answer(WebRequest request) throws IOException;
  }

  /**
   * Starts serving.
   *
   * @param name of its threads
   * @param port 0 for any free port
   * @param contentSecurityPolicy the header that every response has
   * @throws IOException if the port is in use
   */
  public static LoopbackWeb start(
      String name, int port, String contentSecurityPolicy, Handler handler) throws IOException {
    HttpServer http = LoopbackHttp.create(port);
    var threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> daemon(name, task));
    threads.allowCoreThreadTimeOut(true);
    var web = new LoopbackWeb(http, threads, contentSecurityPolicy, handler);
    http.setExecutor(threads);
    http.createContext("/", web::handle);
    http.start();
    return web;
  }

  private static Thread daemon(String name, Runnable task) {
    var thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  public URI address() {
    return URI.create("http://" + HOST + ":" + server.getAddress().getPort() + "/");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange http) throws IOException {
    try (http) {
      send(http, answer(http));
    }
  }

  private WebResponse answer(HttpExchange http) throws IOException {
    var objection = LoopbackHosts.objection(http);
    if (objection.isPresent()) {
      return WebResponse.refusal(403, objection.get());
    }
    String method = http.getRequestMethod();
    URI uri = http.getRequestURI();
    return handler.answer(
        new WebRequest(
            method.equals("HEAD") ? "GET" : method,
            uri.getRawPath(),
            Optional.ofNullable(uri.getRawQuery()).orElse(""),
            header(http, "Authorization"),
            header(http, "Content-Type"),
            () -> body(http)));
  }

  private static byte[] body(HttpExchange http) throws IOException {
    byte[] body = http.getRequestBody().readNBytes(MAX_BYTES + 1);
    if (body.length > MAX_BYTES) {
      throw new WebRequest.TooLargeException(MAX_BYTES);
    }
    return body;
  }

  private static String header(HttpExchange http, String name) {
    return Optional.ofNullable(http.getRequestHeaders().getFirst(name)).orElse("");
  }

  private void send(HttpExchange http, WebResponse response) throws IOException {
    Headers headers = http.getResponseHeaders();
    response.headers().forEach(headers::set);
    headers.set("Content-Type", response.contentType());
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Content-Security-Policy", contentSecurityPolicy);
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    // The data changes every second, and developers want to see an edited file at once.
    headers.set("Cache-Control", "no-store");
    byte[] body = response.body();
    if (http.getRequestMethod().equals("HEAD")) {
      headers.set("Content-Length", Integer.toString(body.length));
      http.sendResponseHeaders(response.status(), -1);
    } else {
      http.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
      http.getResponseBody().write(body);
    }
  }
}
