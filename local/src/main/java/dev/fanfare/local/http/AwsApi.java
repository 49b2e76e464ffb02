package dev.fanfare.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.fanfare.loopback.LoopbackHttp;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The API of one AWS service whose requests name an action. */
public record AwsApi(String service, List<Protocol> protocols, Map<String, Action> actions)
    implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(AwsApi.class);

  /** Enough for 1 MiB of text with each byte escaped as three, and for the other fields. */
  private static final int MAX_BYTES = 4 * 1024 * 1024;

  /**
   * @param service its name, for errors
   * @param protocols the supported protocols; the first reads requests that match none
   */
  public static HttpHandler handler(
      String service, Map<String, Action> actions, Protocol... protocols) {
    return new AwsApi(service, List.of(protocols), Map.copyOf(actions));
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Protocol protocol =
        protocols.stream()
            .filter(each -> each.matches(exchange))
            .findFirst()
            .orElse(protocols.get(0));
    if (!protocol.isPath(exchange.getRequestURI().getPath())) {
      LoopbackHttp.refuse(exchange, 404, "UnknownOperationException", "There is no such path");
      return;
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      LoopbackHttp.refuse(exchange, 405, "UnknownOperationException", "The method must be POST");
      return;
    }
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BYTES + 1);
    String requestId = UUID.randomUUID().toString();
    exchange.getResponseHeaders().set("x-amzn-RequestId", requestId);
    if (protocol.contentType().equals(Protocol.CBOR_TYPE)) {
      exchange.getResponseHeaders().set(Protocol.CBOR_HEADER, Protocol.CBOR);
    }
    try {
      byte[] answer = answer(protocol, exchange, body, requestId);
      LoopbackHttp.answer(exchange, 200, protocol.contentType(), answer);
    } catch (ApiError e) {
      if (protocols.size() > 1) {
        // With CBOR or JSON, SDKs read the error's name in the query protocol from this header.
        exchange.getResponseHeaders().set("x-amzn-query-error", e.code() + ";Sender");
      }
      LoopbackHttp.answer(
          exchange, e.status(), protocol.contentType(), protocol.answer(e, requestId));
    }
  }

  private byte[] answer(Protocol protocol, HttpExchange exchange, byte[] body, String requestId) {
    if (body.length > MAX_BYTES) {
      throw new ApiError(413, "RequestEntityTooLarge", "Request too long");
    }
    try {
      Protocol.Call call = protocol.read(exchange, body);
      Action action = actions.get(call.action());
      if (action == null) {
        throw new ApiError(
            400,
            "UnknownOperationException",
            "InvalidAction",
            Members.NOT_SUPPORTED
                + "the local "
                + service
                + " does not support the action "
                + call.action());
      }
      action.members().require(service, call.action(), call.input());
      var input = new Input(call.input(), action.members());
      return protocol.answer(call.action(), action.answer().apply(input), requestId);
    } catch (IOException | IllegalArgumentException e) {
      throw new ApiError(400, "SerializationException", String.valueOf(e.getMessage()));
    } catch (ApiError e) {
      throw e;
    } catch (RuntimeException e) { // Without this, the server would send no response.
      LOG.error("{} failed at {}", service, exchange.getRequestURI(), e);
      throw new ApiError(500, "InternalFailure", "failed; see the log");
    }
  }
}
