package dev.fanfare.local.http;

import com.sun.net.httpserver.HttpExchange;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.loopback.LoopbackHttp;
import dev.fanfare.loopback.ServiceStartException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The API of one AWS service whose requests name an action, on the loopback address. */
public final class AwsApi {
  private static final Logger LOG = LoggerFactory.getLogger(AwsApi.class);

  /** Fits 1 MiB of text with every byte escaped as three, and the fields around it. */
  private static final int MAX_BYTES = 4 * 1024 * 1024;

  private final String service;
  private final List<Protocol> protocols;
  private final Map<String, Action> actions;

  private AwsApi(String service, List<Protocol> protocols, Map<String, Action> actions) {
    this.service = service;
    this.protocols = protocols;
    this.actions = Map.copyOf(actions);
  }

  /**
   * Starts a service that speaks the query protocol.
   *
   * @param port 0 for any free port
   * @throws ServiceStartException if the port is in use
   */
  public static LocalService query(
      String service, int port, String namespace, Map<String, Action> actions) {
    return start(service, port, List.of(new QueryProtocol(namespace)), actions);
  }

  /**
   * Starts a service that speaks AWS JSON.
   *
   * @param port 0 for any free port
   * @param version {@code 1.0} or {@code 1.1}
   * @param target the header's prefix before the action
   * @throws ServiceStartException if the port is in use
   */
  public static LocalService json(
      String service, int port, String version, String target, Map<String, Action> actions) {
    return start(service, port, List.of(new JsonProtocol(target, version)), actions);
  }

  /**
   * Starts a service that speaks CBOR, JSON 1.0 and the query protocol.
   *
   * @param port 0 for any free port
   * @throws ServiceStartException if the port is in use
   */
  public static LocalService cbor(
      String service, int port, String target, String namespace, Map<String, Action> actions) {
    return start(
        service,
        port,
        List.of(new CborProtocol(), new JsonProtocol(target, "1.0"), new QueryProtocol(namespace)),
        actions);
  }

  private static LocalService start(
      String service, int port, List<Protocol> protocols, Map<String, Action> actions) {
    return LoopbackHttp.start(service, port, new AwsApi(service, protocols, actions)::handle);
  }

  private void handle(HttpExchange exchange) throws IOException {
    Protocol protocol =
        protocols.stream()
            .filter(each -> each.speaks(exchange))
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
    if (protocol instanceof CborProtocol) {
      exchange.getResponseHeaders().set(CborProtocol.HEADER, CborProtocol.NAME);
    }
    try {
      byte[] answer = answer(protocol, exchange, body, requestId);
      LoopbackHttp.answer(exchange, 200, protocol.contentType(), answer);
    } catch (ApiError e) {
      if (protocols.size() > 1) {
        // SDKs that speak CBOR or JSON take the error's name in the query protocol from here.
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
            "The local " + service + " does not know the action " + call.action());
      }
      return protocol.answer(call.action(), action.answer(call.input()), requestId);
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
