package dev.fanfare.tests.gateways;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.apigateway.Gateway;
import dev.fanfare.local.apigateway.GatewayApi;
import dev.fanfare.local.apigateway.GatewayCounts;
import dev.fanfare.local.apigateway.GatewayFaults;
import dev.fanfare.local.apigateway.GatewayPort;
import dev.fanfare.local.apigateway.GatewayQuotas;
import dev.fanfare.local.lambda.Invocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A gateway of several processes, the events that its functions received, and its own caller. */
final class SpreadGateway implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SIGNED =
      "AWS4-HMAC-SHA256 Credential=AKID/20261122/eu-central-2/execute-api/aws4_request, "
          + "SignedHeaders=host;x-amz-date, Signature="
          + "0".repeat(64);

  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final Gateway gateway;

  SpreadGateway(int processes, GatewayQuotas quotas, GatewayFaults faults) {
    var api =
        new GatewayApi(
            "a1b2c3d4e5",
            "prod",
            "$request.body.action",
            Map.of("$connect", "connect", "$disconnect", "disconnect", "$default", "default"));
    gateway =
        Gateway.start(
            api,
            this::invoke,
            quotas,
            faults,
            GatewayCounts.NONE,
            LocalAccount.DEFAULT,
            Clock.systemUTC(),
            new GatewayPort(0, processes));
  }

  private CompletableFuture<Invocation> invoke(String function, byte[] event) {
    try {
      events.add(JSON.readTree(event).get("requestContext"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] answer = "{\"statusCode\":200}".getBytes(StandardCharsets.UTF_8);
    return CompletableFuture.completedFuture(
        new Invocation("r-1", "$LATEST", answer, Optional.empty()));
  }

  URI sockets() {
    return gateway.socketEndpoint();
  }

  int connections() {
    return gateway.connections();
  }

  /** Connection ids in the order of events, such as those of {@code CONNECT}. */
  List<String> ids(String eventType) {
    return contexts(eventType).stream().map(c -> c.get("connectionId").asText()).toList();
  }

  List<JsonNode> contexts(String eventType) {
    return events.stream().filter(c -> c.get("eventType").asText().equals(eventType)).toList();
  }

  /**
   * Calls {@code @connections} through the port that clients use. Each call opens its own TCP
   * connection, so that the kernel chooses the process.
   */
  HttpResponse<String> call(String method, String id, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(gateway.connectionsEndpoint() + "/@connections/" + id))
            .header("Authorization", SIGNED)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  int status(String method, String id, String body) {
    return call(method, id, body).statusCode();
  }

  @Override
  public void close() {
    gateway.close();
  }
}
