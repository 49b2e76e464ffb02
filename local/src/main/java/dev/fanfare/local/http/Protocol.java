package dev.fanfare.local.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/** A wire protocol: how HTTP carries requests and responses. */
public interface Protocol {
  String CBOR_HEADER = "Smithy-Protocol";
  String CBOR = "rpc-v2-cbor";
  String CBOR_TYPE = "application/cbor";

  /**
   * AWS's query protocol.
   *
   * @param namespace the XML namespace of the responses
   */
  static Protocol query(String namespace) {
    return new QueryProtocol(namespace);
  }

  /**
   * AWS JSON.
   *
   * @param target the header's prefix, before the action's name
   * @param version {@code 1.0} or {@code 1.1}
   */
  static Protocol json(String target, String version) {
    var header = "X-Amz-Target";
    var prefix = Pattern.compile("^" + Pattern.quote(target + "."));
    return new TreeProtocol(
        new ObjectMapper(),
        "application/x-amz-json-" + version,
        exchange -> exchange.getRequestHeaders().containsKey(header),
        "/"::equals,
        exchange -> prefix.matcher(exchange.getRequestHeaders().getFirst(header)).replaceFirst(""));
  }

  /** Smithy RPC v2 CBOR, whose action is the last part of the path. */
  static Protocol cbor() {
    return new TreeProtocol(
        new ObjectMapper(new CBORFactory()),
        CBOR_TYPE,
        exchange -> CBOR.equals(exchange.getRequestHeaders().getFirst(CBOR_HEADER)),
        path -> path.startsWith("/service/"),
        exchange -> exchange.getRequestURI().getPath().replaceFirst(".*/", ""));
  }

  /** A request: the name of its action, and the action's input. */
  record Call(String action, Input input) {}

  /** Returns whether a request uses this protocol. */
  boolean matches(HttpExchange exchange);

  /** Returns whether this protocol uses a path. */
  default boolean isPath(String path) {
    return path.equals("/");
  }

  /**
   * Reads a request.
   *
   * @throws IOException if it is malformed
   */
  Call read(HttpExchange exchange, byte[] body) throws IOException;

  String contentType();

  byte[] answer(String action, Map<String, Object> result, String requestId) throws IOException;

  byte[] answer(ApiError error, String requestId) throws IOException;
}
