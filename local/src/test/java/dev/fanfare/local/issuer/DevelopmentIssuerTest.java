package dev.fanfare.local.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.fanfare.local.http.AwsService;
import dev.fanfare.local.http.Endpoint;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies the tokens with a widely used library. */
class DevelopmentIssuerTest {
  private static final long NOW = 1_000;

  private final Endpoint endpoint = Endpoint.start(0);
  private final DevelopmentIssuer issuer =
      new DevelopmentIssuer(
          endpoint.endpoint(), Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC));

  @BeforeEach
  void start() {
    endpoint.mount(AwsService.ISSUER, issuer.handler());
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "ES256"})
  void token_ofAUser_isSignedByAPublishedKey(String algorithm) throws Exception {
    SignedJWT token =
        token(
            "{\"user_id\": \"ann\", \"algorithm\": \"%s\", \"attributes\": {\"plan\": \"pro\"}}"
                .formatted(algorithm));

    assertThat(isSignedByAPublishedKey(token)).isTrue();
    var claims = token.getJWTClaimsSet();
    assertThat(claims.getIssuer()).isEqualTo(issuer.endpoint().toString());
    assertThat(claims.getAudience()).isEqualTo(List.of(DevelopmentIssuer.AUDIENCE));
    assertThat(claims.getSubject()).isEqualTo("ann");
    assertThat(claims.getExpirationTime()).hasTime((NOW + 3600) * 1000);
    assertThat(claims.getJSONObjectClaim("attributes")).containsEntry("plan", "pro");
  }

  @Test
  void rotate_twice_publishesOnlyTheLatestKeys() throws Exception {
    SignedJWT first = token("{\"user_id\": \"ann\"}");

    call("POST", "/rotate", "");
    SignedJWT second = token("{\"user_id\": \"ann\"}");
    assertThat(second.getHeader().getKeyID()).isNotEqualTo(first.getHeader().getKeyID());
    assertThat(isSignedByAPublishedKey(first)).isTrue();

    call("POST", "/rotate", "");
    assertThat(isSignedByAPublishedKey(second)).isTrue();
    assertThat(isSignedByAPublishedKey(first)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      value = {
        "POST;/token;{};400",
        "POST;/token;{\"user_id\": \"a\", \"user\": \"b\"};400",
        "POST;/token;{\"user_id\": \"a\", \"algorithm\": \"none\"};400",
        "POST;/token;no JSON;400",
        "GET;/token;||;404",
        "GET;/.well-known/openid-configuration;||;404"
      })
  void request_invalid_isRefused(String method, String path, String body, int status)
      throws Exception {
    assertThat(call(method, path, body).statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      value = {
        "{};user_id is missing: must be a string",
        "[];the request is []: must be a JSON object",
        "{\"user_id\": 7};user_id is 7: must be a string",
        "{\"user_id\": \"e\", \"ttl_seconds\": 1};\"ttl_seconds\" is an unknown field: known fields are user_id,",
        "{\"user_id\": \"e\", \"expires_in\": \"1\"};expires_in is \"1\": must be a whole number of seconds",
        "{\"user_id\": \"e\", \"expires_in\": 1.5};expires_in is 1.5: must be a whole number of seconds",
        "{\"user_id\": \"e\", \"starts_in\": 100000000000000000000};starts_in is 100000000000000000000: must",
        "{\"user_id\": \"e\", \"algorithm\": \"none\"};algorithm is \"none\": must be RS256 or ES256",
        "{\"user_id\": \"e\", \"algorithm\": 7};algorithm is 7: must be RS256 or ES256",
        "{\"user_id\": \"e\", \"audience\": null};audience is null: must be a string",
        "{\"user_id\": NaN};the request is not JSON from line 1, column"
      })
  void token_invalidRequest_isRefusedWithTheReason(String body, String message) throws Exception {
    var answer = call("POST", "/token", body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(new ObjectMapper().readTree(answer.body()).path("message").asText())
        .startsWith(message);
  }

  /** A web page may use its own name for this address. */
  @Test
  void request_byAnotherName_isRefused() throws IOException {
    try (var socket = new Socket(issuer.endpoint().getHost(), issuer.endpoint().getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /.well-known/jwks.json HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 403");
    }
  }

  /** Tokens are for pages of this machine; any other open page must not get one. */
  @ParameterizedTest
  @CsvSource({
    "http://localhost:4525,200",
    "http://127.0.0.1:3000,200",
    "https://evil.example,403",
    "https://localhost.evil.example,403",
    "null,403"
  })
  void token_requestedByAPage_isOnlyForPagesOfThisMachine(String origin, int status)
      throws Exception {
    var request =
        HttpRequest.newBuilder(issuer.endpoint().resolve("/token"))
            .header("Origin", origin)
            .POST(HttpRequest.BodyPublishers.ofString("{\"user_id\": \"ann\"}"))
            .build();

    var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body().contains("\"token\"")).isEqualTo(status == 200);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin").isPresent())
        .isEqualTo(status == 200);
  }

  private SignedJWT token(String request) throws Exception {
    JsonNode answer = new ObjectMapper().readTree(call("POST", "/token", request).body());
    return SignedJWT.parse(answer.path("token").asText());
  }

  private boolean isSignedByAPublishedKey(SignedJWT token) throws Exception {
    var key = JWKSet.load(issuer.keys().toURL()).getKeyByKeyId(token.getHeader().getKeyID());
    if (key == null) {
      return false;
    }
    return token.verify(
        token.getHeader().getAlgorithm().getName().equals("RS256")
            ? new RSASSAVerifier(key.toRSAKey())
            : new ECDSAVerifier(key.toECKey()));
  }

  private HttpResponse<String> call(String method, String path, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(issuer.endpoint().resolve(path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
