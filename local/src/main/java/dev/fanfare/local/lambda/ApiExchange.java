package dev.fanfare.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.fanfare.loopback.LoopbackHosts;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One HTTP request of Lambda's API and its answer, in AWS's REST-JSON protocol. */
final class ApiExchange {
  private static final Logger LOG = LoggerFactory.getLogger(ApiExchange.class);
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final byte[] NO_PAYLOAD = "{}".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NO_BODY = new byte[0];

  private final HttpExchange http;

  ApiExchange(HttpExchange http) {
    this.http = http;
  }

  /**
   * Turns away pages that this machine has not served.
   *
   * @throws InvocationRejectedException 403
   */
  void requireOwnCaller() {
    LoopbackHosts.objection(http)
        .ifPresent(
            why -> {
              throw new InvocationRejectedException(403, "AccessDeniedException", why);
            });
  }

  String method() {
    return http.getRequestMethod();
  }

  /** The path's parts, decoded, without the empty one before the first slash. */
  List<String> path() {
    return List.of(http.getRequestURI().getRawPath().substring(1).split("/")).stream()
        .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
        .toList();
  }

  /** A query parameter, or null. */
  String parameter(String name) {
    var query = http.getRequestURI().getRawQuery();
    for (var pair : (query == null ? "" : query).split("&")) {
      if (pair.startsWith(name + "=")) {
        return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
      }
    }
    return null;
  }

  String header(String name, String absent) {
    var value = http.getRequestHeaders().getFirst(name);
    return value == null ? absent : value;
  }

  /**
   * The body, which must be JSON; no body means an empty object.
   *
   * @throws InvocationRejectedException 413 above the limit, 400 if it is not JSON
   */
  byte[] payload(int limit) throws IOException {
    var payload = http.getRequestBody().readNBytes(limit + 1);
    if (payload.length > limit) {
      throw InvocationRejectedException.tooLarge(limit);
    }
    if (payload.length == 0) {
      return NO_PAYLOAD;
    }
    try {
      JSON.readTree(payload);
      return payload;
    } catch (JsonProcessingException e) {
      throw new InvocationRejectedException(
          400,
          "InvalidRequestContentException",
          "Could not parse request body into json: Could not parse payload into json: "
              + e.getOriginalMessage());
    }
  }

  void answer(Invocation done) {
    var headers = http.getResponseHeaders();
    headers.set("X-Amz-Executed-Version", done.executedVersion());
    done.functionError().ifPresent(error -> headers.set("X-Amz-Function-Error", error));
    answer(200, done.requestId(), done.payload());
  }

  void answer(Object json) {
    answer(200, UUID.randomUUID().toString(), bytes(json));
  }

  void answer(int status) {
    answer(status, UUID.randomUUID().toString(), NO_BODY);
  }

  void refuse(InvocationRejectedException refusal) {
    var body = new LinkedHashMap<String, String>();
    refusal.reason().ifPresent(reason -> body.put("Reason", reason));
    body.put("Type", refusal.status() < 500 ? "User" : "Service");
    body.put("message", refusal.getMessage());
    http.getResponseHeaders().set("x-amzn-ErrorType", refusal.code());
    answer(refusal.status(), UUID.randomUUID().toString(), bytes(body));
  }

  private static byte[] bytes(Object json) {
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An answer did not become JSON", e);
    }
  }

  private void answer(int status, String requestId, byte[] body) {
    var headers = http.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("x-amzn-RequestId", requestId);
    try (http) {
      http.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      http.getResponseBody().write(body);
    } catch (IOException e) {
      LOG.debug("Caller {} has gone", http.getRemoteAddress(), e);
    }
  }
}
