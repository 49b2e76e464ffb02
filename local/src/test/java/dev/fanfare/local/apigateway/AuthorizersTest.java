package dev.fanfare.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizersTest {
  private static final GatewayApi API =
      new GatewayApi(
          GatewayFixture.API.apiId(),
          GatewayFixture.API.stage(),
          GatewayFixture.API.routeSelectionExpression(),
          GatewayFixture.API.routes(),
          Optional.of(
              new GatewayAuthorizer(
                  "Authorizer", "authorize", List.of("route.request.querystring.token"))));

  private final GatewayFixture fixture = new GatewayFixture(API, GatewayQuotas.DEFAULT);

  @AfterEach
  void stop() {
    fixture.close();
  }

  private URI endpoint() {
    return URI.create(fixture.gateway.socketEndpoint() + "?token=t");
  }

  private void answerPolicy(String effect, String resource) {
    fixture.functions.answer(
        "authorize",
        """
        {"principalId":"me","context":{"user_id":"u1"},"policyDocument":{"Statement":[
          {"Action":"execute-api:Invoke","Effect":"%s","Resource":"%s"}]}}
        """
            .formatted(effect, resource));
  }

  @Test
  void connect_allowed_laterEventsCarryTheContext() {
    answerPolicy("Allow", "arn:aws:execute-api:eu-central-2:000000000000:a1b2c3d4e5/prod/$connect");
    TestClient client = TestClient.connect(endpoint());
    client.send("hello").socket().sendClose(1000, "").join();

    var asked = fixture.onlyEvent("authorize");
    assertThat(asked.path("type").asText()).isEqualTo("REQUEST");
    assertThat(asked.path("methodArn").asText()).endsWith(":a1b2c3d4e5/prod/$connect");
    for (String function : List.of("connect", "default", "disconnect")) {
      var authorizer = fixture.onlyEvent(function).at("/requestContext/authorizer");
      assertThat(authorizer.path("principalId").asText()).isEqualTo("me");
      assertThat(authorizer.path("user_id").asText()).isEqualTo("u1");
    }
  }

  @ParameterizedTest
  @CsvSource({"Deny,*", "Allow,arn:aws:execute-api:*/other/*"})
  void connect_policyDoesNotAllow_isForbidden(String effect, String resource) {
    answerPolicy(effect, resource);

    assertThat(TestClient.refusal(endpoint())).isEqualTo(403);
    assertThat(fixture.functions.events("connect")).isEmpty();
  }

  @Test
  void connect_withoutIdentity_isUnauthorizedWithoutACall() {
    assertThat(TestClient.refusal(fixture.gateway.socketEndpoint())).isEqualTo(401);
    assertThat(fixture.functions.events("authorize")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"Unauthorized,401", "boom,500"})
  void connect_authorizerThrows_isRefused(String errorMessage, int status) {
    fixture.functions.fail("authorize", errorMessage);

    assertThat(TestClient.refusal(endpoint())).isEqualTo(status);
  }

  @Test
  void connect_authorizerReturnsNoPolicy_isInternalServerError() {
    fixture.functions.answer("authorize", "{\"isAuthorized\":true}");

    assertThat(TestClient.refusal(endpoint())).isEqualTo(500);
  }
}
