package dev.fanfare.sockets.identity;

import static dev.fanfare.sockets.identity.IdentityException.shown;
import static dev.fanfare.sockets.identity.IdentityException.unauthorized;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.text.ParseException;
import java.util.Optional;

/**
 * Reads an issuer's tokens: JSON Web Tokens (RFC 7519), signed with RS256 or ES256 by a key that
 * the issuer publishes. The issuer's key determines the algorithm, not the token's header alone:
 * each key type works with one algorithm only (RFC 8725, 3.1).
 */
public final class WebTokens {
  private static final int MIN_RSA_BITS = 2048;
  private static final ObjectReader JSON =
      Json.MAPPER.reader().with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

  private final IssuerKeys keys;
  private final ClaimRules rules;

  public WebTokens(IssuerKeys keys, ClaimRules rules) {
    this.keys = keys;
    this.rules = rules;
  }

  /**
   * @throws IdentityException if the token is not signed by the issuer, is for another service, or
   *     is not valid now
   */
  Identity read(String token) throws IdentityException {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      Base64URL signature = jwt.getSignature();
      // Accepts only the canonical encoding: the last base64 character has spare bits, and the
      // decoder skips invalid characters.
      if (!Base64URL.encode(signature.decode()).equals(signature) || !jwt.verify(verifier(jwt))) {
        throw unauthorized("the token's signature is wrong");
      }
      return rules.identity(claims(jwt));
    } catch (ParseException e) {
      // The exception's message may quote the token.
      throw unauthorized("the token cannot be read as a signed JWT");
    } catch (JOSEException e) {
      throw unauthorized("the token's signature cannot be checked");
    }
  }

  /** Parses with Fanfare's JSON rules: exact numbers and no duplicate claims. */
  private static JsonNode claims(SignedJWT jwt) throws IdentityException {
    try {
      JsonNode claims = JSON.readTree(jwt.getPayload().toBytes());
      if (claims.isObject()) {
        return claims;
      }
      throw unauthorized("the token has no claims: its payload must be a JSON object");
    } catch (IOException e) {
      // The exception's message may quote the token.
      throw unauthorized(
          "the token's claims cannot be read: must be a JSON object without duplicate claims");
    }
  }

  private JWSVerifier verifier(SignedJWT jwt) throws IdentityException, JOSEException {
    JWSAlgorithm algorithm = jwt.getHeader().getAlgorithm();
    if (!JWSAlgorithm.RS256.equals(algorithm) && !JWSAlgorithm.ES256.equals(algorithm)) {
      throw unauthorized(
          "the token's algorithm is " + shown(algorithm.getName()) + ", not RS256 or ES256");
    }
    String id = jwt.getHeader().getKeyID();
    JWK key =
        (id == null ? Optional.<JWK>empty() : keys.find(id))
            .orElseThrow(() -> unauthorized("the token's kid is " + shown(id) + ": no such key"));
    if (isFor(JWSAlgorithm.RS256, algorithm, key) && key instanceof RSAKey rsa) {
      if (rsa.size() < MIN_RSA_BITS) {
        throw unauthorized("key " + shown(id) + " has only " + rsa.size() + " bits");
      }
      return new RSASSAVerifier(rsa);
    }
    if (isFor(JWSAlgorithm.ES256, algorithm, key)
        && key instanceof ECKey ec
        && Curve.P_256.equals(ec.getCurve())) {
      return new ECDSAVerifier(ec);
    }
    throw unauthorized("key " + shown(id) + " is not for " + algorithm.getName());
  }

  private static boolean isFor(JWSAlgorithm wanted, JWSAlgorithm used, JWK key) {
    return wanted.equals(used)
        && (key.getAlgorithm() == null || wanted.equals(key.getAlgorithm()))
        && (key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse()));
  }
}
