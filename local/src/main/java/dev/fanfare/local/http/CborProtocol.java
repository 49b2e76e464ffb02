package dev.fanfare.local.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.sun.net.httpserver.HttpExchange;

/** Smithy RPC v2 CBOR: the action is in the path. */
final class CborProtocol extends TreeProtocol {
  static final String HEADER = "Smithy-Protocol";
  static final String NAME = "rpc-v2-cbor";

  CborProtocol() {
    super(new ObjectMapper(new CBORFactory()));
  }

  @Override
  public boolean speaks(HttpExchange exchange) {
    return NAME.equals(exchange.getRequestHeaders().getFirst(HEADER));
  }

  @Override
  public boolean isPath(String path) {
    return path.startsWith("/service/");
  }

  @Override
  String action(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public String contentType() {
    return "application/cbor";
  }
}
