package dev.fanfare.local.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;

/** A wire protocol: how calls and responses are written in HTTP. */
public interface Protocol {

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
   * @param target the header's prefix before the action
   * @param version {@code 1.0} or {@code 1.1}
   */
  static Protocol json(String target, String version) {
    return new JsonProtocol(target, version);
  }

  /** Smithy RPC v2 CBOR. */
  static Protocol cbor() {
    return new CborProtocol();
  }

  /**
   * @param action its name
   */
  record Call(String action, Input input) {}

  /** Whether a request is in this protocol. */
  boolean speaks(HttpExchange exchange);

  /** Whether requests may have this path. */
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
