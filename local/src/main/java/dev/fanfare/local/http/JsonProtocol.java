package dev.fanfare.local.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;

/** AWS JSON 1.0 and 1.1: the action is in a header. */
final class JsonProtocol extends TreeProtocol {
  private static final String TARGET = "X-Amz-Target";

  private final String prefix;
  private final String version;

  /**
   * @param prefix the header's text before the action
   * @param version {@code 1.0} or {@code 1.1}
   */
  JsonProtocol(String prefix, String version) {
    super(new ObjectMapper());
    this.prefix = prefix + ".";
    this.version = version;
  }

  @Override
  public boolean speaks(HttpExchange exchange) {
    return exchange.getRequestHeaders().containsKey(TARGET);
  }

  @Override
  String action(HttpExchange exchange) {
    String target = exchange.getRequestHeaders().getFirst(TARGET);
    return target.startsWith(prefix) ? target.substring(prefix.length()) : target;
  }

  @Override
  public String contentType() {
    return "application/x-amz-json-" + version;
  }
}
