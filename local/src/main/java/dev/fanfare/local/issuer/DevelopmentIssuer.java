package dev.fanfare.local.issuer;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.JWKGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpHandler;
import dev.fanfare.local.http.Api;
import dev.fanfare.local.http.RestApi;
import dev.fanfare.local.http.RestApi.Request;
import dev.fanfare.local.http.RestApi.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An identity provider for development. It issues a token for any user to any caller on this
 * machine, and generates its keys on first use.
 *
 * <ul>
 *   <li>{@code GET /.well-known/jwks.json}: its public keys
 *   <li>{@code POST /token}: a token for {@code {"user_id": …}}. Optional fields: {@code
 *       attributes}, {@code channels}, {@code send} (default: every channel), {@code expires_in}
 *       (seconds, default 3600; negative for an expired token), {@code starts_in} (seconds until
 *       the token is valid), {@code algorithm} (RS256, the default, or ES256) and {@code audience}
 *   <li>{@code POST /rotate}: signs with new keys from now on; the previous keys stay published
 * </ul>
 */
public final class DevelopmentIssuer implements Api {
  /** The default audience of its tokens. */
  public static final String AUDIENCE = "fanfare";

  private static final String KEYS = "/.well-known/jwks.json";
  private static final int DEFAULT_EXPIRES_IN = 3600;
  private static final int RSA_BITS = 2048;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<JWSAlgorithm> ALGORITHMS =
      List.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
  private static final List<String> FIELDS =
      List.of(
          "user_id",
          "attributes",
          "channels",
          "send",
          "expires_in",
          "starts_in",
          "algorithm",
          "audience");

  private final Clock clock;
  private final URI endpoint;
  private final List<JWK> published = new ArrayList<>();
  private final Map<JWSAlgorithm, JWK> current = new LinkedHashMap<>();
  private int generation = 1;

  /**
   * @param endpoint where its requests arrive; the issuer in its tokens
   */
  public DevelopmentIssuer(URI endpoint, Clock clock) {
    this.endpoint = endpoint;
    this.clock = clock;
  }

  @Override
  public HttpHandler handler() {
    return RestApi.handler("message", this::answerWithCors);
  }

  public URI endpoint() {
    return endpoint;
  }

  /** The address of its public keys. */
  public URI keys() {
    return endpoint().resolve(KEYS);
  }

  /** Lets web pages of this machine read the response (CORS); the server rejects other pages. */
  private Response answerWithCors(Request request) throws IOException {
    Response response =
        request.method().equals("OPTIONS") ? Response.json(200, Map.of()) : answer(request);
    return request
        .header("Origin")
        .map(
            origin ->
                new Response(
                    response.status(),
                    response.body(),
                    Map.of(
                        "Access-Control-Allow-Origin", origin,
                        "Access-Control-Allow-Headers", "content-type",
                        "Vary", "Origin")))
        .orElse(response);
  }

  private synchronized Response answer(Request request) throws IOException {
    return switch (request.toString()) {
      case "GET " + KEYS -> Response.json(200, keySet());
      case "POST /token" -> token(request.json());
      case "POST /rotate" -> rotate();
      default -> refusal(404, "supports only GET " + KEYS + ", POST /token and POST /rotate");
    };
  }

  private Map<String, Object> keySet() {
    generate();
    return Map.of("keys", published.stream().map(key -> key.toPublicJWK().toJSONObject()).toList());
  }

  private Response token(JsonNode body) throws IOException {
    Optional<String> problem = problem(body);
    if (problem.isPresent()) {
      return refusal(400, problem.get());
    }
    generate();
    long expiresAt =
        clock.instant().getEpochSecond() + body.path("expires_in").asLong(DEFAULT_EXPIRES_IN);
    var algorithm = JWSAlgorithm.parse(body.path("algorithm").asText("RS256"));
    JWK key = requireNonNull(current.get(algorithm), "no key for the algorithm");
    String token = signed(key, claims(body, expiresAt));
    return Response.json(200, Map.of("token", token, "expires_at", expiresAt));
  }

  /** The problem with the fields that control signing, if any. Claims may be invalid, for tests. */
  private static Optional<String> problem(JsonNode body) {
    if (!body.isObject()) {
      return Optional.of("the request is " + body + ": must be a JSON object");
    }
    for (var field : body.properties()) {
      Optional<String> problem = problem(field.getKey(), field.getValue());
      if (problem.isPresent()) {
        return problem;
      }
    }
    return body.has("user_id")
        ? Optional.empty()
        : Optional.of("user_id is missing: must be a string");
  }

  private static Optional<String> problem(String field, JsonNode value) {
    return switch (field) {
      case "user_id", "audience" ->
          value.isTextual() ? Optional.empty() : problem(field, value, "must be a string");
      case "algorithm" ->
          value.isTextual() && value.asText().matches("RS256|ES256")
              ? Optional.empty()
              : problem(field, value, "must be RS256 or ES256");
      case "expires_in", "starts_in" ->
          value.isIntegralNumber() && value.canConvertToInt()
              ? Optional.empty()
              : problem(field, value, "must be a whole number of seconds");
      default ->
          FIELDS.contains(field)
              ? Optional.empty()
              : Optional.of(
                  '"'
                      + field
                      + "\" is an unknown field: known fields are "
                      + String.join(", ", FIELDS));
    };
  }

  private static Optional<String> problem(String field, JsonNode value, String rule) {
    return Optional.of(field + " is " + value + ": " + rule);
  }

  private Map<String, Object> claims(JsonNode body, long expiresAt) {
    var claims = new LinkedHashMap<String, Object>();
    claims.put("iss", endpoint().toString());
    claims.put("aud", body.path("audience").asText(AUDIENCE));
    claims.put("sub", body.path("user_id").asText());
    claims.put("iat", clock.instant().getEpochSecond());
    claims.put("exp", expiresAt);
    if (body.has("starts_in")) {
      claims.put("nbf", clock.instant().getEpochSecond() + body.get("starts_in").asLong());
    }
    claims.put("send", List.of("*"));
    for (String claim : List.of("attributes", "channels", "send")) {
      if (body.has(claim)) {
        claims.put(claim, body.get(claim));
      }
    }
    return claims;
  }

  private Response rotate() throws IOException {
    published.retainAll(current.values());
    current.clear();
    generation++;
    generate();
    return Response.json(
        200, Map.of("kids", current.values().stream().map(JWK::getKeyID).toList()));
  }

  private void generate() {
    if (current.isEmpty()) {
      for (var algorithm : ALGORITHMS) {
        var key = key(algorithm, algorithm + "-" + generation);
        current.put(algorithm, key);
        published.add(key);
      }
    }
  }

  private static JWK key(JWSAlgorithm algorithm, String id) {
    JWKGenerator<? extends JWK> generator =
        algorithm.equals(JWSAlgorithm.ES256)
            ? new ECKeyGenerator(Curve.P_256)
            : new RSAKeyGenerator(RSA_BITS);
    try {
      return generator.keyID(id).algorithm(algorithm).keyUse(KeyUse.SIGNATURE).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("Java does not support " + algorithm, e);
    }
  }

  private static String signed(JWK key, Map<String, Object> claims) throws IOException {
    var header =
        new JWSHeader.Builder((JWSAlgorithm) key.getAlgorithm())
            .keyID(key.getKeyID())
            .type(JOSEObjectType.JWT)
            .build();
    var token = new JWSObject(header, new Payload(JSON.writeValueAsString(claims)));
    try {
      token.sign(
          key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner(key.toECKey()));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("the key cannot sign", e);
    }
  }

  private static Response refusal(int status, String message) throws IOException {
    return Response.json(status, Map.of("message", message));
  }
}
