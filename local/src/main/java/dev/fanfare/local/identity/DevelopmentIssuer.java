package dev.fanfare.local.identity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.local.identity.SigningKey.Algorithm;
import dev.fanfare.local.services.LocalService;
import dev.fanfare.local.services.LoopbackHttp;
import dev.fanfare.local.services.LoopbackJson;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Issues tokens to whoever asks, for any user: an identity provider for one machine. Its keys are
 * made when they are first needed, and end with it.
 *
 * <ul>
 *   <li>{@code GET /.well-known/jwks.json}: its public keys
 *   <li>{@code POST /token}: a token for {@code {"user_id": …}}; also {@code attributes}, {@code
 *       channels}, {@code expires_in} (seconds; less than 0 for a token that has expired), {@code
 *       starts_in} (seconds until it is valid), {@code algorithm} (RS256 or ES256) and {@code
 *       audience}
 *   <li>{@code POST /rotate}: signs by new keys from now on; the last ones stay published
 * </ul>
 */
public final class DevelopmentIssuer implements LocalService {
  /** What it calls those that its tokens are for. */
  public static final String AUDIENCE = "fanfare";

  private static final String KEYS = "/.well-known/jwks.json";
  private static final int EXPIRES_IN = 3600;
  private static final Set<String> FIELDS =
      Set.of(
          "user_id", "attributes", "channels", "expires_in", "starts_in", "algorithm", "audience");

  private final Clock clock;
  private final LoopbackHttp http;
  private final List<SigningKey> published = new ArrayList<>();
  private final Map<Algorithm, SigningKey> current = new EnumMap<>(Algorithm.class);
  private int generation = 1;

  private DevelopmentIssuer(int port, Clock clock) {
    this.clock = clock;
    this.http = LoopbackJson.startForPages("the development issuer", port, this::answer);
  }

  /**
   * Starts serving.
   *
   * @param port 0 for any free one
   * @throws dev.fanfare.local.services.ServiceStartException when the port is taken
   */
  public static DevelopmentIssuer start(int port, Clock clock) {
    return new DevelopmentIssuer(port, clock);
  }

  @Override
  public URI endpoint() {
    return http.endpoint();
  }

  /** Where its public keys are. */
  public URI keys() {
    return endpoint().resolve(KEYS);
  }

  @Override
  public void close() {
    http.close();
  }

  private synchronized LoopbackJson.Answer answer(LoopbackJson.Request request) {
    return switch (request.method() + " " + request.path()) {
      case "GET " + KEYS -> new LoopbackJson.Answer(200, keySet());
      case "POST /token" -> token(request.body());
      case "POST /rotate" -> rotate();
      default -> refusal(404, "knows GET " + KEYS + ", POST /token and POST /rotate");
    };
  }

  private Map<String, Object> keySet() {
    generate();
    return Map.of("keys", published.stream().map(SigningKey::published).toList());
  }

  private LoopbackJson.Answer token(JsonNode asked) {
    var unknown = new TreeSet<String>();
    asked.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(FIELDS);
    String algorithm = asked.path("algorithm").asText(Algorithm.RS256.name());
    if (!unknown.isEmpty() || !asked.path("user_id").isTextual()) {
      return refusal(400, "user_id must be given; not known: " + unknown);
    }
    if (!algorithm.equals("RS256") && !algorithm.equals("ES256")) {
      return refusal(400, "algorithm is \"" + algorithm + "\": must be RS256 or ES256");
    }
    generate();
    long expiresAt = clock.instant().getEpochSecond() + asked.path("expires_in").asInt(EXPIRES_IN);
    String token = current.get(Algorithm.valueOf(algorithm)).sign(claims(asked, expiresAt));
    return new LoopbackJson.Answer(200, Map.of("token", token, "expires_at", expiresAt));
  }

  private Map<String, Object> claims(JsonNode asked, long expiresAt) {
    var claims = new LinkedHashMap<String, Object>();
    claims.put("iss", endpoint().toString());
    claims.put("aud", asked.path("audience").asText(AUDIENCE));
    claims.put("sub", asked.path("user_id").asText());
    claims.put("iat", clock.instant().getEpochSecond());
    claims.put("exp", expiresAt);
    if (asked.has("starts_in")) {
      claims.put("nbf", clock.instant().getEpochSecond() + asked.get("starts_in").asLong());
    }
    for (String claim : List.of("attributes", "channels")) {
      if (asked.has(claim)) {
        claims.put(claim, asked.get(claim));
      }
    }
    return claims;
  }

  private LoopbackJson.Answer rotate() {
    published.retainAll(current.values());
    current.clear();
    generation++;
    generate();
    return new LoopbackJson.Answer(
        200, Map.of("kids", current.values().stream().map(SigningKey::id).toList()));
  }

  private void generate() {
    if (current.isEmpty()) {
      for (Algorithm algorithm : Algorithm.values()) {
        var key = algorithm.generate(algorithm.name() + "-" + generation);
        current.put(algorithm, key);
        published.add(key);
      }
    }
  }

  private static LoopbackJson.Answer refusal(int status, String message) {
    return new LoopbackJson.Answer(status, Map.of("message", message));
  }
}
