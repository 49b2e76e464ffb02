package dev.fanfare.local.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.fanfare.loopback.LoopbackHttp;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A REST API with JSON bodies. */
public final class RestApi {
  private static final Logger LOG = LoggerFactory.getLogger(RestApi.class);
  private static final String REQUEST_ID = "x-amzn-RequestId";
  private static final int MAX_BYTES = 1024 * 1024;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private RestApi() {}

  /** Handles requests. Any thread may call it. */
  @FunctionalInterface
  public interface Service {

    /**
     * @throws ApiError for every error that the API defines
     */
    Response answer(Request request) throws IOException;
  }

  /**
   * A response.
   *
   * @param headers in addition to the content type and the request id
   */
  public record Response(int status, byte[] body, Map<String, String> headers) {

    /** A response whose body is this value as JSON. */
    public static Response json(int status, Object body) throws IOException {
      return new Response(status, JSON.writeValueAsBytes(body), Map.of());
    }
  }

  public record Request(HttpExchange http) {

    public String method() {
      return http.getRequestMethod();
    }

    /** The decoded segments of the path. */
    public List<String> path() {
      return Arrays.stream(http.getRequestURI().getRawPath().substring(1).split("/"))
          .map(Request::decoded)
          .toList();
    }

    /** A parameter of the query, decoded. */
    public Optional<String> parameter(String name) {
      String query = http.getRequestURI().getRawQuery();
      return Arrays.stream((query == null ? "" : query).split("&"))
          .filter(pair -> pair.startsWith(name + "="))
          .map(pair -> decoded(pair.substring(name.length() + 1)))
          .findFirst();
    }

    /** The names of the query's parameters. */
    public List<String> parameters() {
      String query = http.getRequestURI().getRawQuery();
      return Arrays.stream((query == null ? "" : query).split("&"))
          .map(pair -> decoded(pair.replaceFirst("=.*", "")))
          .filter(name -> !name.isEmpty())
          .toList();
    }

    public Optional<String> header(String name) {
      return Optional.ofNullable(http.getRequestHeaders().getFirst(name));
    }

    /** At most this many bytes of the body. */
    public byte[] bytes(int limit) throws IOException {
      return http.getRequestBody().readNBytes(limit);
    }

    /**
     * The body; an empty object if there is none.
     *
     * @throws ApiError 413 above 1 MiB, 400 if it is not JSON
     */
    public JsonNode json() throws IOException {
      byte[] body = bytes(MAX_BYTES + 1);
      if (body.length > MAX_BYTES) {
        throw new ApiError(
            413, "ValidationException", "the body has more than " + MAX_BYTES + " bytes");
      }
      try {
        return body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
      } catch (JsonProcessingException e) {
        var at = e.getLocation();
        throw new ApiError(
            400,
            "ValidationException",
            at == null
                ? "the request is not JSON"
                : "the request is not JSON from line %d, column %d on"
                    .formatted(at.getLineNr(), at.getColumnNr()));
      }
    }

    /** An empty object, for a request whose body is not read as JSON. */
    static JsonNode noBody() {
      return JSON.createObjectNode();
    }

    /** The method and the path, for messages. */
    @Override
    public String toString() {
      return method() + " " + http.getRequestURI().getPath();
    }

    private static String decoded(String text) {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
  }

  /**
   * @param message the member of an error's body that holds its message
   */
  public static HttpHandler handler(String message, Service service) {
    return exchange -> handle(exchange, message, service);
  }

  private static void handle(HttpExchange exchange, String message, Service service)
      throws IOException {
    exchange.getResponseHeaders().set(REQUEST_ID, UUID.randomUUID().toString());
    Response response;
    try {
      response = service.answer(new Request(exchange));
    } catch (ApiError e) {
      exchange.getResponseHeaders().set("x-amzn-ErrorType", e.code());
      response = Response.json(e.status(), Map.of(message, String.valueOf(e.getMessage())));
    } catch (RuntimeException e) { // Without this, the server would send no response.
      LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
      response = Response.json(500, Map.of(message, "failed; see the log"));
    }
    response.headers().forEach(exchange.getResponseHeaders()::set);
    LoopbackHttp.answer(exchange, response.status(), "application/json", response.body());
  }
}
