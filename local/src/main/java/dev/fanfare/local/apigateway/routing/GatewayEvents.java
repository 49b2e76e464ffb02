package dev.fanfare.local.apigateway.routing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.apigateway.GatewayApi;
import dev.fanfare.local.apigateway.GatewayIds;
import dev.fanfare.local.apigateway.sockets.Departure;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Creates the events for functions, in the format of Lambda proxy integrations. The domain name is
 * the API's on AWS, not the loopback address; functions read the endpoint for posts from their
 * configuration.
 */
public record GatewayEvents(GatewayApi api, LocalAccount account, Clock clock, GatewayIds ids) {
  private static final DateTimeFormatter REQUEST_TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  byte[] connect(SocketConnection connection, HttpRequest handshake) {
    ObjectNode event = handshakeEvent(handshake, connection);
    event.set("requestContext", context(connection, GatewayApi.CONNECT, "CONNECT", ids.next()));
    event.put("isBase64Encoded", false);
    return bytes(event);
  }

  byte[] authorize(SocketConnection connection, HttpRequest handshake) {
    ObjectNode event = handshakeEvent(handshake, connection);
    event.put("type", "REQUEST").put("methodArn", connectArn());
    event.set("requestContext", context(connection, GatewayApi.CONNECT, "CONNECT", ids.next()));
    return bytes(event);
  }

  byte[] message(SocketConnection connection, String routeKey, String requestId, String body) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    ObjectNode context = context(connection, routeKey, "MESSAGE", requestId);
    context.put("messageId", ids.next());
    event.set("requestContext", context);
    event.put("body", body).put("isBase64Encoded", false);
    return bytes(event);
  }

  byte[] disconnect(SocketConnection connection, Departure departure) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    ObjectNode single = event.putObject("headers");
    ObjectNode multi = event.putObject("multiValueHeaders");
    single.put("Host", domainName());
    multi.putArray("Host").add(domainName());
    for (String name : new String[] {"x-api-key", "X-Forwarded-For", "x-restapi"}) {
      single.put(name, "");
      multi.putArray(name).add("");
    }
    ObjectNode context = context(connection, GatewayApi.DISCONNECT, "DISCONNECT", ids.next());
    context.put("disconnectStatusCode", departure.status());
    context.put("disconnectReason", departure.reason());
    event.set("requestContext", context);
    event.put("isBase64Encoded", false);
    return bytes(event);
  }

  /** The ARN that an authorizer allows or denies. */
  String connectArn() {
    return "arn:aws:execute-api:%s:%s:%s/%s/%s"
        .formatted(
            account.region(), account.accountId(), api.apiId(), api.stage(), GatewayApi.CONNECT);
  }

  private ObjectNode context(
      SocketConnection connection, String routeKey, String eventType, String requestId) {
    Instant now = clock.instant();
    ObjectNode context = JsonNodeFactory.instance.objectNode();
    context.put("routeKey", routeKey);
    connection.authorizer().ifPresent(authorizer -> context.set("authorizer", authorizer));
    context.put("eventType", eventType);
    context.put("extendedRequestId", requestId);
    context.put("requestTime", REQUEST_TIME.format(now));
    context.put("messageDirection", "IN");
    context.put("stage", api.stage());
    context.put("connectedAt", connection.connectedAt().toEpochMilli());
    context.put("requestTimeEpoch", now.toEpochMilli());
    ObjectNode identity = context.putObject("identity");
    connection.userAgent().ifPresent(agent -> identity.put("userAgent", agent));
    identity.put("sourceIp", connection.sourceIp());
    context.put("requestId", requestId);
    context.put("domainName", domainName());
    context.put("connectionId", connection.id());
    context.put("apiId", api.apiId());
    return context;
  }

  private String domainName() {
    return "%s.execute-api.%s.amazonaws.com".formatted(api.apiId(), account.region());
  }

  private static byte[] bytes(ObjectNode event) {
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** An event with {@code headers} and, if there is a query, {@code queryStringParameters}. */
  private static ObjectNode handshakeEvent(HttpRequest handshake, SocketConnection connection) {
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

  /** The single-valued form keeps only the last of several values. */
  private static void put(ObjectNode single, ObjectNode multi, String name, String value) {
    single.put(name, value);
    ArrayNode values = multi.has(name) ? (ArrayNode) multi.get(name) : multi.putArray(name);
    values.add(value);
  }
}
