package dev.fanfare.push;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Local S3 without objects and local DynamoDB without items, on one port of this machine. */
public final class StandInForAws implements AutoCloseable {
  private final HttpServer server;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  public StandInForAws() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The environment variables of a function, which point only to this server. */
  public Map<String, String> variables(String endpoint, String transport) {
    return variables(address(), endpoint, transport);
  }

  public static Map<String, String> variables(String aws, String endpoint, String transport) {
    return Map.ofEntries(
        Map.entry("AWS_REGION", "us-east-1"),
        Map.entry("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
        Map.entry("AWS_SECRET_ACCESS_KEY", "secret"),
        Map.entry("AWS_ENDPOINT_URL_S3", aws),
        Map.entry("AWS_ENDPOINT_URL_DYNAMODB", aws),
        Map.entry("BROADCAST_BUCKET", "fanfare"),
        Map.entry("CONNECTIONS_ENDPOINT", endpoint),
        Map.entry("PERMITS_TABLE", "Permits"),
        Map.entry("PROGRESS_TABLE", "Progress"),
        Map.entry("RETENTION_DAYS", "14"),
        Map.entry("TRANSPORT", transport),
        Map.entry("ACCOUNT_POST_RATE", "10000"),
        Map.entry("POST_RATE_PERCENT", "80"),
        Map.entry("CLIENT_RATE_PERCENT", "20"),
        Map.entry("POSTS_IN_FLIGHT", "50"),
        Map.entry("POST_ATTEMPTS", "3"),
        Map.entry("YOUNG_SECONDS", "5"));
  }

  /** The called operations of DynamoDB and paths of S3, in order. */
  public List<String> asked() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    asked.add(target == null ? exchange.getRequestURI().getPath() : target.replaceAll(".*\\.", ""));
    exchange.getRequestBody().readAllBytes();
    if (target == null) {
      answer(exchange, 404, "<Error><Code>NoSuchKey</Code></Error>");
    } else if (target.endsWith("UpdateItem")) {
      answer(exchange, 400, "{\"__type\":\"ConditionalCheckFailedException\"}");
    } else {
      answer(exchange, 200, "{}");
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
