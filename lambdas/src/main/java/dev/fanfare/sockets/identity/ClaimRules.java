package dev.fanfare.sockets.identity;

import static dev.fanfare.sockets.identity.RefusedException.shown;
import static dev.fanfare.sockets.identity.RefusedException.unauthorized;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.fanfare.broadcast.InvalidRequestException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a token must claim, once its signature is known to be right.
 *
 * @param issuer the one {@code iss}
 * @param audience must be among {@code aud}: a token that was made for another service is not for
 *     us
 */
public record ClaimRules(String issuer, String audience, Clock clock) {
  /** Clocks differ. */
  private static final Duration LEEWAY = Duration.ofSeconds(60);

  private static final String ATTRIBUTES = "attributes";
  private static final String CHANNELS = "channels";

  public ClaimRules {
    Objects.requireNonNull(issuer, "issuer");
    Objects.requireNonNull(audience, "audience");
  }

  Identity identity(JWTClaimsSet claims) throws RefusedException {
    if (!issuer.equals(claims.getIssuer())) {
      throw unauthorized(
          "the token's iss is " + shown(claims.getIssuer()) + ": must be the issuer that we trust");
    }
    if (!claims.getAudience().contains(audience)) {
      throw unauthorized(
          "the token's aud is " + shown(claims.getAudience().toString()) + ": must name us");
    }
    checkTimes(claims);
    try {
      return new Identity(
          UserId.check("sub", claims.getSubject()),
          Attributes.check(ATTRIBUTES, attributes(claims)),
          ChannelGrants.check(CHANNELS, channels(claims)));
    } catch (InvalidRequestException e) {
      throw RefusedException.forbidden("the token's claims break a rule: " + e.getMessage());
    }
  }

  private void checkTimes(JWTClaimsSet claims) throws RefusedException {
    Instant now = clock.instant();
    Date end = claims.getExpirationTime();
    if (end == null || !now.isBefore(end.toInstant().plus(LEEWAY))) {
      throw unauthorized(
          "the token's exp is "
              + (end == null ? "missing" : end.toInstant())
              + ": must be given, and not be past");
    }
    Date begin = claims.getNotBeforeTime();
    if (begin != null && now.isBefore(begin.toInstant().minus(LEEWAY))) {
      throw unauthorized("the token's nbf is " + begin.toInstant() + ": must not be to come");
    }
  }

  private static Map<String, String> attributes(JWTClaimsSet claims) {
    Object claimed = claims.getClaim(ATTRIBUTES);
    if (claimed == null) {
      return Map.of();
    }
    if (!(claimed instanceof Map<?, ?> map)) {
      throw new InvalidRequestException(ATTRIBUTES, "no object", "must be an object of strings");
    }
    var attributes = new HashMap<String, String>();
    map.forEach(
        (name, value) -> attributes.put(name.toString(), value instanceof String s ? s : null));
    return attributes;
  }

  private static List<String> channels(JWTClaimsSet claims) {
    try {
      return claims.getStringListClaim(CHANNELS);
    } catch (ParseException e) {
      throw new InvalidRequestException(CHANNELS, "no such list", "must be a list of strings");
    }
  }
}
