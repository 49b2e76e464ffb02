package dev.fanfare.local.http;

import com.sun.net.httpserver.HttpExchange;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.loopback.LoopbackHttp;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The API of one service of AWS, on the loopback address. */
public final class AwsApi implements LocalService {
  private static final Logger LOG = LoggerFactory.getLogger(AwsApi.class);

  /** A message of 1 MiB, with every byte escaped as three in a form, and what is around it. */
  private static final int MAX_BYTES = 4 * 1024 * 1024;

  private final String service;
  private final List<Protocol> protocols;
  private final ApiActions actions;
  private final LoopbackHttp http;

  private AwsApi(String service, int port, List<Protocol> protocols, ApiActions actions) {
    this.service = service;
    this.protocols = protocols;
    this.actions = actions;
    this.http = LoopbackHttp.start(service, port, this::handle);
  }

  /**
   * A service that speaks the query protocol.
   *
   * @param port 0 for any free one
   * @throws dev.fanfare.loopback.ServiceStartException if the port is taken
   */
  public static AwsApi query(String service, int port, String namespace, ApiActions actions) {
    return new AwsApi(service, port, List.of(new QueryProtocol(namespace)), actions);
  }

  /**
   * A service that speaks AWS JSON 1.1.
   *
   * @param target what stands before the action in the header
   */
  public static AwsApi json(String service, int port, String target, ApiActions actions) {
    return new AwsApi(service, port, List.of(new JsonProtocol(target, "1.1")), actions);
  }

  /** A service that speaks CBOR, and JSON 1.0 and the query protocol as it did before. */
  public static AwsApi cbor(
      String service, int port, String target, String namespace, ApiActions actions) {
    return new AwsApi(
        service,
        port,
        List.of(new CborProtocol(), new JsonProtocol(target, "1.0"), new QueryProtocol(namespace)),
        actions);
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
        // By it, SDKs of CBOR and JSON find the name that the query protocol has for the error.
        exchange.getResponseHeaders().set("x-amzn-query-error", e.code() + ";Sender");
      }
      byte[] told = protocol.answer(e, requestId);
      LoopbackHttp.answer(exchange, e.status(), protocol.contentType(), told);
    }
  }

  private byte[] answer(Protocol protocol, HttpExchange exchange, byte[] body, String requestId) {
    if (body.length > MAX_BYTES) {
      throw new ApiError(413, "RequestEntityTooLarge", "Request too long");
    }
    try {
      Protocol.Call call = protocol.read(exchange, body);
      var action = actions.byName().get(call.action());
      if (action == null) {
        throw protocol.unknown(service, call.action());
      }
      return protocol.answer(call.action(), action.apply(call.input()), requestId);
    } catch (IOException | IllegalArgumentException e) {
      throw new ApiError(400, "SerializationException", String.valueOf(e.getMessage()));
    } catch (ApiError e) {
      throw e;
    } catch (RuntimeException e) { // The server would answer nothing at all.
      LOG.error("{} failed at {}", service, exchange.getRequestURI(), e);
      throw new ApiError(500, "InternalFailure", "failed; see the log");
    }
  }

  @Override
  public URI endpoint() {
    return http.endpoint();
  }

  @Override
  public void close() {
    http.close();
  }
}
