package dev.fanfare.cli.site;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A web server for one folder, on the loopback address only, for reading only. Besides the files it
 * answers {@code /fanfare.json}: where the socket is.
 */
public final class SiteServer implements AutoCloseable {
  /** The one address it binds to. */
  public static final String HOST = "127.0.0.1";

  private static final String SETTINGS = "/fanfare.json";
  private static final Set<String> LOOPBACK = Set.of("localhost", HOST);
  private static final int THREADS = 4;

  private final SiteFiles files;
  private final SiteSettings settings;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, SiteServer::daemon);

  private SiteServer(SiteFiles files, SiteSettings settings, HttpServer server) {
    this.files = files;
    this.settings = settings;
    this.server = server;
  }

  /**
   * Starts serving.
   *
   * @param port 0 for any free one
   * @throws IOException when there is no such folder, or the port is taken
   */
  public static SiteServer start(Path folder, int port, SiteSettings settings) throws IOException {
    var files = new SiteFiles(folder);
    var http = HttpServer.create(new InetSocketAddress(HOST, port), 0);
    var site = new SiteServer(files, settings, http);
    http.setExecutor(site.threads);
    http.createContext("/", site::handle);
    http.start();
    return site;
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "site");
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
      String host = Optional.ofNullable(http.getRequestHeaders().getFirst("Host")).orElse("");
      String path = http.getRequestURI().getPath();
      if (!LOOPBACK.contains(host.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", ""))) {
        // A browser that was talked into this address by another name (DNS rebinding).
        refuse(http, 403, "This site answers to localhost only");
      } else if (!http.getRequestMethod().matches("GET|HEAD")) {
        http.getResponseHeaders().set("Allow", "GET, HEAD");
        refuse(http, 405, "Only GET and HEAD");
      } else if (SETTINGS.equals(path)) {
        answer(http, 200, "application/json", settings.json().getBytes(StandardCharsets.UTF_8));
      } else {
        serve(http, path == null ? Optional.empty() : files.find(path));
      }
    }
  }

  private void serve(HttpExchange http, Optional<Path> found) throws IOException {
    if (found.isEmpty()) {
      refuse(http, 404, "There is no such file");
      return;
    }
    Path file = found.get();
    answer(http, 200, SiteFiles.type(file), Files.readAllBytes(file));
  }

  private void refuse(HttpExchange http, int status, String why) throws IOException {
    byte[] body = (why + "\n").getBytes(StandardCharsets.UTF_8);
    answer(http, status, "text/plain; charset=utf-8", body);
  }

  private void answer(HttpExchange http, int status, String type, byte[] body) throws IOException {
    Headers headers = http.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Content-Security-Policy", settings.contentSecurityPolicy());
    headers.set("Referrer-Policy", "no-referrer");
    // Whoever edits a file wants to see it.
    headers.set("Cache-Control", "no-store");
    if (http.getRequestMethod().equals("HEAD")) {
      headers.set("Content-Length", Integer.toString(body.length));
      http.sendResponseHeaders(status, -1);
    } else {
      http.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      http.getResponseBody().write(body);
    }
  }
}
