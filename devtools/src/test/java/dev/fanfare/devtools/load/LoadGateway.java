package dev.fanfare.devtools.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.apigateway.Gateway;
import dev.fanfare.local.apigateway.GatewayApi;
import dev.fanfare.local.apigateway.GatewayCounts;
import dev.fanfare.local.apigateway.GatewayFaults;
import dev.fanfare.local.apigateway.GatewayPort;
import dev.fanfare.local.apigateway.GatewayQuotas;
import dev.fanfare.local.lambda.FunctionInvoker;
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
import java.util.stream.Collectors;

/** A gateway with one function, which records connections and refuses the user {@code banned}. */
final class LoadGateway implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final List<JsonNode> connects = new CopyOnWriteArrayList<>();
  private final Gateway gateway;

  LoadGateway(GatewayQuotas quotas) {
    FunctionInvoker functions = (function, event) -> connect(event);
    var api = new GatewayApi("a1", "prod", "$request.body.action", Map.of("$connect", "connect"));
    gateway =
        Gateway.start(
            api,
            functions,
            quotas,
            GatewayFaults.NONE,
            GatewayCounts.NONE,
            LocalAccount.DEFAULT,
            Clock.systemUTC(),
            GatewayPort.of(0));
  }

  private CompletableFuture<Invocation> connect(byte[] payload) {
    try {
      JsonNode event = JSON.readTree(payload);
      boolean banned = event.at("/queryStringParameters/user_id").asText().equals("banned");
      if (!banned) {
        connects.add(event);
      }
      byte[] answer =
          "{\"statusCode\":%d}".formatted(banned ? 403 : 200).getBytes(StandardCharsets.UTF_8);
      return CompletableFuture.completedFuture(
          new Invocation("r", "$LATEST", answer, Optional.empty()));
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }

  URI endpoint() {
    return gateway.socketEndpoint();
  }

  int connections() {
    return gateway.connections();
  }

  List<JsonNode> connects() {
    return connects;
  }

  /** Posts to all recorded connections, and returns the number of posts by status. */
  Map<Integer, Long> postToAll(String message) {
    return connects.stream()
        .map(event -> event.at("/requestContext/connectionId").asText())
        .map(id -> post(id, message))
        .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
  }

  private int post(String id, String message) {
    var request =
        HttpRequest.newBuilder(URI.create(gateway.connectionsEndpoint() + "/@connections/" + id))
            .version(HttpClient.Version.HTTP_1_1)
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=A/20261122/eu-central-2/execute-api/aws4_request, "
                    + "SignedHeaders=host, Signature=00")
            .POST(HttpRequest.BodyPublishers.ofString(message))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    gateway.close();
  }
}
