package dev.fanfare.local.apigateway.routing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;

/** What an event tells of the handshake: headers and query, each single-valued and multi-valued. */
final class HandshakeFields {
  private HandshakeFields() {}

  /** An event with {@code headers} and, if there is a query, {@code queryStringParameters}. */
  static ObjectNode of(HttpRequest handshake, SocketConnection connection) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    ObjectNode single = event.putObject("headers");
    ObjectNode multi = event.putObject("multiValueHeaders");
    for (Map.Entry<String, String> header : handshake.headers()) {
      put(single, multi, header.getKey(), header.getValue());
    }
    int port = connection.wire().localPort();
    put(single, multi, "X-Forwarded-For", connection.sourceIp());
    put(single, multi, "X-Forwarded-Port", Integer.toString(port));
    put(single, multi, "X-Forwarded-Proto", "http");
    addQuery(event, new QueryStringDecoder(handshake.uri()).parameters());
    return event;
  }

  private static void addQuery(ObjectNode event, Map<String, List<String>> query) {
    if (query.isEmpty()) {
      return;
    }
    ObjectNode single = event.putObject("queryStringParameters");
    ObjectNode multi = event.putObject("multiValueQueryStringParameters");
    query.forEach((name, values) -> values.forEach(value -> put(single, multi, name, value)));
  }

  /** Of several values, the single-valued form keeps the last. */
  private static void put(ObjectNode single, ObjectNode multi, String name, String value) {
    single.put(name, value);
    ArrayNode values = multi.has(name) ? (ArrayNode) multi.get(name) : multi.putArray(name);
    values.add(value);
  }
}
