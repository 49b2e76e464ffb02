package dev.fanfare.sockets.identity;

import static dev.fanfare.sockets.identity.IdentityException.shown;
import static dev.fanfare.sockets.identity.IdentityException.unauthorized;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.broadcast.InvalidRequestException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules for a token's claims. They apply after the signature is verified.
 *
 * @param issuer the required {@code iss}
 * @param audience the required entry of {@code aud} or, if {@code aud} is absent, the required
 *     {@code client_id}; this rejects tokens for other services
 */
public record ClaimRules(String issuer, String audience, Clock clock) {
  /** The allowed difference between clocks. */
  private static final Duration LEEWAY = Duration.ofSeconds(60);

  /** The upper limit for token times; later values are invalid. */
  private static final BigDecimal YEAR_10000 = BigDecimal.valueOf(253_402_300_800L);

  private static final String ATTRIBUTES = "attributes";
  private static final String CHANNELS = "channels";
  private static final String SEND = "send";

  public ClaimRules {
    Objects.requireNonNull(issuer, "issuer");
    Objects.requireNonNull(audience, "audience");
  }

  /**
   * @param claims a JSON object
   */
  Identity identity(JsonNode claims) throws IdentityException {
    String issued = text(claims, "iss");
    if (!issuer.equals(issued)) {
      throw unauthorized("the token's iss is " + shown(issued) + ": must be the configured issuer");
    }
    checkAudience(claims);
    checkTimes(claims);
    String subject = text(claims, "sub");
    try {
      return new Identity(
          UserId.check("sub", subject),
          Attributes.check(ATTRIBUTES, attributes(claims)),
          ChannelGrants.check(CHANNELS, patterns(claims, CHANNELS)),
          ChannelGrants.checkOrNone(SEND, patterns(claims, SEND)));
    } catch (InvalidRequestException e) {
      throw IdentityException.forbidden("the token's claims break a rule: " + e.getMessage());
    }
  }

  /**
   * Follows the authorizer of API Gateway's HTTP APIs: {@code client_id} counts only if {@code aud}
   * is absent. Access tokens of Cognito have {@code client_id} instead of {@code aud}.
   */
  private void checkAudience(JsonNode claims) throws IdentityException {
    if (claims.hasNonNull("aud")) {
      List<String> named = audiences(claims.get("aud"));
      if (!named.contains(audience)) {
        throw unauthorized(
            "the token's aud is "
                + shown(named.toString())
                + ": must name the configured audience");
      }
      return;
    }
    String client = text(claims, "client_id");
    if (client == null) {
      throw unauthorized(
          "the token's aud is missing, and so is client_id: one must be the configured audience");
    }
    if (!audience.equals(client)) {
      throw unauthorized(
          "the token has no aud, and its client_id is "
              + shown(client)
              + ": must name the configured audience");
    }
  }

  private static List<String> audiences(JsonNode claimed) throws IdentityException {
    var named = new ArrayList<String>();
    for (JsonNode each : claimed.isArray() ? claimed : List.of(claimed)) {
      if (!each.isTextual()) {
        throw ofAnotherKind("aud", each, "a string or a list of strings");
      }
      named.add(each.textValue());
    }
    return named;
  }

  private void checkTimes(JsonNode claims) throws IdentityException {
    Instant now = clock.instant();
    Optional<Instant> end = time(claims, "exp");
    if (end.isEmpty() || !now.isBefore(end.get().plus(LEEWAY))) {
      throw unauthorized(
          "the token's exp is "
              + end.map(Instant::toString).orElse("missing")
              + ": must be present and in the future");
    }
    for (String claim : List.of("nbf", "iat")) {
      Optional<Instant> begin = time(claims, claim);
      if (begin.isPresent() && now.isBefore(begin.get().minus(LEEWAY))) {
        throw unauthorized(
            "the token's " + claim + " is " + begin.get() + ": must not be in the future");
      }
    }
  }

  /** Reads a token's time (RFC 7519, NumericDate), to the second; empty if it is missing. */
  private static Optional<Instant> time(JsonNode claims, String claim) throws IdentityException {
    if (!claims.hasNonNull(claim)) {
      return Optional.empty();
    }
    JsonNode claimed = claims.get(claim);
    if (!claimed.isNumber()) {
      throw ofAnotherKind(claim, claimed, "a number of seconds since 1970");
    }
    BigDecimal seconds = claimed.decimalValue();
    if (seconds.abs().compareTo(YEAR_10000) >= 0) {
      throw unauthorized(
          "the token's "
              + claim
              + " is "
              + shown(claimed.toString())
              + ": must be seconds since 1970, before the year 10000 (are these milliseconds?)");
    }
    return Optional.of(Instant.ofEpochSecond(seconds.longValue()));
  }

  /** Returns null if the claim is missing. */
  private static @Nullable String text(JsonNode claims, String claim) throws IdentityException {
    if (!claims.hasNonNull(claim)) {
      return null;
    }
    if (!claims.get(claim).isTextual()) {
      throw ofAnotherKind(claim, claims.get(claim), "a string");
    }
    return claims.get(claim).textValue();
  }

  private static IdentityException ofAnotherKind(String claim, JsonNode claimed, String kind) {
    return unauthorized(
        "the token's " + claim + " is " + shown(claimed.toString()) + ": must be " + kind);
  }

  private static Map<String, String> attributes(JsonNode claims) {
    if (!claims.has(ATTRIBUTES)) {
      return Map.of();
    }
    JsonNode claimed = claims.get(ATTRIBUTES);
    if (!claimed.isObject()) {
      throw new InvalidRequestException(
          ATTRIBUTES, shown(claimed.toString()), "must be an object of strings");
    }
    var attributes = new HashMap<String, String>();
    claimed
        .properties()
        .forEach(each -> attributes.put(each.getKey(), each.getValue().textValue()));
    return attributes;
  }

  /**
   * Returns null only if the claim is absent. A claim with the value null is an error, because
   * absence may grant everything.
   */
  private static @Nullable List<String> patterns(JsonNode claims, String claim) {
    if (!claims.has(claim)) {
      return null;
    }
    JsonNode claimed = claims.get(claim);
    if (!claimed.isArray()) {
      throw new InvalidRequestException(
          claim, shown(claimed.toString()), "must be a list of strings");
    }
    var patterns = new ArrayList<String>();
    for (JsonNode each : claimed) {
      if (!each.isTextual()) {
        throw new InvalidRequestException(
            claim + "[" + patterns.size() + "]",
            shown(each.toString()),
            "must be a list of strings");
      }
      patterns.add(each.textValue());
    }
    return patterns;
  }
}
