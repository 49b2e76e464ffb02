package dev.fanfare.bench.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.loopback.LoopbackHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** A proxy between a function and DynamoDB that adds up the consumed capacity of all calls. */
public final class CapacityMeter implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TARGET = "X-Amz-Target";

  /** The operations that report consumed capacity; others reject the parameter. */
  private static final String DATA = "(Get|Put|Update|Delete)Item|Query|Scan|(Batch|Transact)\\w+";

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> calls = new ArrayList<>();
  private final LocalService server;
  private final URI tables;
  private double readUnits;
  private double writeUnits;

  public CapacityMeter(URI tables) {
    this.tables = tables;
    server = LoopbackHttp.start("DynamoDB", 0, this::forward);
  }

  public URI endpoint() {
    return server.endpoint();
  }

  /** The calls since the last reset, such as {@code GetItem}. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  public synchronized double readUnits() {
    return readUnits;
  }

  public synchronized double writeUnits() {
    return writeUnits;
  }

  public synchronized void reset() {
    calls.clear();
    readUnits = 0;
    writeUnits = 0;
  }

  private void forward(HttpExchange exchange) throws IOException {
    try {
      String target = exchange.getRequestHeaders().getFirst(TARGET);
      String operation = target.substring(target.indexOf('.') + 1);
      var request = (ObjectNode) JSON.readTree(exchange.getRequestBody());
      if (operation.matches(DATA)) {
        request.put("ReturnConsumedCapacity", "TOTAL");
      }
      var forwarded =
          HttpRequest.newBuilder(tables)
              .header(TARGET, target)
              .header("Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"))
              .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"))
              .header("X-Amz-Date", exchange.getRequestHeaders().getFirst("X-Amz-Date"))
              .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(request)))
              .build();
      var response = http.send(forwarded, HttpResponse.BodyHandlers.ofByteArray());
      count(operation, JSON.readTree(response.body()));
      LoopbackHttp.answer(
          exchange, response.statusCode(), "application/x-amz-json-1.0", response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void count(String operation, JsonNode response) {
    calls.add(operation);
    JsonNode consumed = response.path("ConsumedCapacity");
    double units =
        consumed.isArray()
            ? consumed.findValues("CapacityUnits").stream().mapToDouble(JsonNode::asDouble).sum()
            : consumed.path("CapacityUnits").asDouble();
    if (operation.matches("GetItem|BatchGetItem|Query|Scan|TransactGetItems")) {
      readUnits += units;
    } else {
      writeUnits += units;
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
