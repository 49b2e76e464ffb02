package dev.fanfare.local.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.fanfare.loopback.LoopbackHttp;
import dev.fanfare.loopback.ServiceStartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@link LoopbackHttp} whose requests and answers are JSON. */
public final class LoopbackJson {
  private static final Logger LOG = LoggerFactory.getLogger(LoopbackJson.class);
  private static final int MAX_BYTES = 64 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private LoopbackJson() {}

  /**
   * @param path without a query
   * @param target the header {@code X-Amz-Target}; empty without one
   * @param body an empty object when there was none
   */
  public record Request(String method, String path, String target, JsonNode body) {}

  /**
   * @param body becomes JSON
   */
  public record Response(int status, Object body) {}

  /** What answers; any thread may call. */
  public interface Service {
    Response answer(Request request);
  }

  /**
   * Starts serving.
   *
   * @param name for errors and threads
   * @param port 0 for any free one
   * @param paths all that there are
   * @throws ServiceStartException when the port is taken
   */
  public static LoopbackHttp start(
      String name, int port, Collection<String> paths, Service service) {
    return LoopbackHttp.start(name, port, http -> handle(http, paths, service));
  }

  /**
   * The same, and pages of this machine may ask too, across origins (CORS); others are refused
   * before they come here.
   */
  public static LoopbackHttp startForPages(
      String name, int port, Collection<String> paths, Service service) {
    return LoopbackHttp.start(
        name,
        port,
        http -> {
          String origin = http.getRequestHeaders().getFirst("Origin");
          if (origin != null) {
            http.getResponseHeaders().set("Access-Control-Allow-Origin", origin);
            http.getResponseHeaders().set("Access-Control-Allow-Headers", "content-type");
            http.getResponseHeaders().set("Vary", "Origin");
          }
          if (http.getRequestMethod().equals("OPTIONS")) {
            LoopbackHttp.answer(http, 200, "application/json", "{}");
          } else {
            handle(http, paths, service);
          }
        });
  }

  private static void handle(HttpExchange http, Collection<String> paths, Service service)
      throws IOException {
    Response response =
        paths.contains(http.getRequestURI().getPath())
            ? answer(http, service)
            : new Response(404, Map.of("message", "known are " + String.join(", ", paths)));
    String body = new String(JSON.writeValueAsBytes(response.body()), StandardCharsets.UTF_8);
    LoopbackHttp.answer(http, response.status(), "application/json", body);
  }

  private static Response answer(HttpExchange http, Service service) throws IOException {
    byte[] body = http.getRequestBody().readNBytes(MAX_BYTES + 1);
    if (body.length > MAX_BYTES) {
      return new Response(413, "a request may have at most " + MAX_BYTES + " bytes");
    }
    try {
      JsonNode json = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
      String target = http.getRequestHeaders().getFirst("X-Amz-Target");
      return service.answer(
          new Request(
              http.getRequestMethod(),
              http.getRequestURI().getPath(),
              target == null ? "" : target,
              json));
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      return new Response(
          400,
          Map.of(
              "message",
              at == null
                  ? "the request is no JSON"
                  : "the request is no JSON from line %d, column %d on"
                      .formatted(at.getLineNr(), at.getColumnNr())));
    } catch (RuntimeException e) { // The server would answer nothing at all.
      LOG.error("{} {} failed", http.getRequestMethod(), http.getRequestURI(), e);
      return new Response(500, "failed; see the log");
    }
  }
}
