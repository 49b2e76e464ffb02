package dev.fanfare.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.physics.LimitMeter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;

/**
 * A gateway with every route, its functions, and a client for {@code @connections}. The tests must
 * pass with one process and with several: {@code -Dfanfare.gateways=2} runs them with two.
 */
final class GatewayFixture implements AutoCloseable {
  static final String SIGNED =
      "AWS4-HMAC-SHA256 Credential=AKID/20261122/eu-central-2/execute-api/aws4_request, "
          + "SignedHeaders=host;x-amz-date, Signature="
          + "0".repeat(64);
  static final GatewayApi API =
      new GatewayApi(
          "a1b2c3d4e5",
          "prod",
          "$request.body.action",
          Map.of(
              "$connect", "connect",
              "$disconnect", "disconnect",
              "$default", "default",
              "join", "join"));

  /**
   * The same API with additions.
   *
   * @param mocks the bodies of further routes with mock integrations, by route key
   * @param responding keys of the routes with a route response
   */
  static GatewayApi api(
      Map<String, String> mocks,
      Set<String> responding,
      Map<String, GatewayQuotas.Rate> throttles) {
    return new GatewayApi(
        API.apiId(),
        API.stage(),
        API.routeSelectionExpression(),
        API.routes(),
        mocks,
        API.authorizer(),
        responding,
        throttles);
  }

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  final ScriptedFunctions functions = new ScriptedFunctions();
  final MutableClock clock = new MutableClock();
  final Gateway gateway;

  GatewayFixture() {
    this(API, GatewayQuotas.DEFAULT);
  }

  GatewayFixture(GatewayApi api, GatewayQuotas quotas) {
    this(api, quotas, GatewayFaults.NONE);
  }

  GatewayFixture(GatewayApi api, GatewayQuotas quotas, LimitMeter meter) {
    this(api, quotas, GatewayFaults.NONE, meter);
  }

  GatewayFixture(GatewayApi api, GatewayQuotas quotas, GatewayFaults faults) {
    this(api, quotas, faults, new LimitMeter());
  }

  private GatewayFixture(
      GatewayApi api, GatewayQuotas quotas, GatewayFaults faults, LimitMeter meter) {
    gateway =
        Gateway.start(
            api,
            functions,
            quotas,
            faults,
            new GatewayCounts(() -> {}, () -> {}, meter),
            LocalAccount.DEFAULT,
            clock,
            new GatewayPort(0, Integer.getInteger("fanfare.gateways", 1)));
  }

  TestClient connect() {
    return TestClient.connect(gateway.socketEndpoint());
  }

  /** The id of the most recent connection. */
  String lastId() {
    var events = functions.events("connect");
    return events.get(events.size() - 1).at("/requestContext/connectionId").asText();
  }

  JsonNode onlyEvent(String function) {
    await().until(() -> !functions.events(function).isEmpty());
    assertThat(functions.events(function)).hasSize(1);
    return functions.events(function).get(0);
  }

  HttpResponse<String> post(String id, String body) {
    return call("POST", id, body);
  }

  HttpResponse<String> call(String method, String id, String body) {
    return send(
        request("/@connections/" + id)
            .header("Authorization", SIGNED)
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(gateway.connectionsEndpoint() + path));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(
          request.version(HttpClient.Version.HTTP_1_1).build(),
          HttpResponse.BodyHandlers.ofString());
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
