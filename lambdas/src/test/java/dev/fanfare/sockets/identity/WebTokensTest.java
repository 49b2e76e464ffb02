package dev.fanfare.sockets.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.fanfare.config.RecordingLogger;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebTokensTest {
  private static final long NOW = 1_000_000;
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC);

  private final TestIssuer issuer = new TestIssuer();
  private final WebTokens tokens =
      new WebTokens(
          new IssuerKeys(issuer, CLOCK, new RecordingLogger()),
          new ClaimRules(TestIssuer.NAME, TestIssuer.AUDIENCE, CLOCK));

  @Test
  void read_validToken_isItsIdentity() throws IdentityException {
    var claims = claims();
    claims.put("attributes", Map.of("plan", "pro"));
    claims.put("channels", List.of("news", "room-*"));
    claims.put("send", List.of("news"));
    var expected =
        new Identity("alice", Map.of("plan", "pro"), List.of("news", "room-*"), List.of("news"));

    assertThat(tokens.read(TestIssuer.rs256("rsa", claims))).isEqualTo(expected);
    assertThat(tokens.read(TestIssuer.es256("ec", claims))).isEqualTo(expected);
  }

  /** Only an absent claim means the default: null must grant nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"channels", "attributes", "send"})
  void read_nullOrMistypedClaim_isRefused(String claim) {
    for (var value : Arrays.asList(null, "*", 7, true, List.of(7), Map.of("a", 7))) {
      var claims = claims();
      claims.put(claim, value);

      assertThatThrownBy(() -> tokens.read(TestIssuer.rs256("rsa", claims)))
          .isInstanceOf(IdentityException.class)
          .hasMessageContaining(claim);
    }
  }

  @Test
  void read_listOfAudiences_mustContainOurs() throws IdentityException {
    var claims = claims();
    claims.put("aud", List.of("others", TestIssuer.AUDIENCE));

    assertThat(tokens.read(TestIssuer.es256("ec", claims)).userId()).isEqualTo("alice");
  }

  @Test
  void read_invalidSignature_isRefused() {
    var claims = claims();
    issuer.publishRsa("for-secrets", "use", "enc");
    issuer.publishRsa("for-others", "alg", "RS512");
    issuer.publishWeakRsa("weak");
    assertRefused(TestIssuer.unsigned(claims), "cannot be read as a signed JWT");
    assertRefused(TestIssuer.hs256OverPublicKey(claims), "algorithm is \"HS256\"");
    assertRefused(TestIssuer.es256InDer(claims), "signature");
    assertRefused(TestIssuer.rs256("ec", claims), "key \"ec\" is not for RS256");
    assertRefused(TestIssuer.es256("rsa", claims), "key \"rsa\" is not for ES256");
    assertRefused(TestIssuer.rs256(null, claims), "kid is missing");
    assertRefused(TestIssuer.rs256("made up\n", claims), "kid is \"made up \": no such key");
    assertRefused(TestIssuer.weakRs256("rsa", claims), "signature is wrong");
    assertRefused(TestIssuer.weakRs256("weak", claims), "has only 1024 bits");
    assertRefused(TestIssuer.rs256("for-secrets", claims), "is not for RS256");
    assertRefused(TestIssuer.rs256("for-others", claims), "is not for RS256");
    assertRefused("nonsense", "cannot be read");
    assertRefused("..", "cannot be read");
    assertRefused("ey.ey.ey.ey.ey", "cannot be read");
  }

  /** Signatures with r and s of zero used to pass for any message (CVE-2022-21449). */
  @Test
  void read_signatureOfZeros_isRefused() {
    String token = TestIssuer.es256("ec", claims());
    assertRefused(token.substring(0, token.lastIndexOf('.') + 1) + "A".repeat(86), "signature");
  }

  @ParameterizedTest
  @CsvSource({
    "exp,999941,true",
    "exp,999940,false",
    "nbf,1000060,true",
    "nbf,1000061,false",
  })
  void read_timesWithinAMinute_areAccepted(String claim, long seconds, boolean isGood) {
    var claims = claims();
    claims.put(claim, seconds);
    String token = TestIssuer.rs256("rsa", claims);

    assertThat(catchThrowable(() -> tokens.read(token)) == null).isEqualTo(isGood);
  }

  @Test
  void read_invalidClaims_areRefused() {
    assertRefused("iss", "https://elsewhere.example", "iss is \"https://elsewhere.example\"");
    assertRefused("iss", null, "iss is missing");
    assertRefused("aud", "them", "aud is \"[them]\"");
    assertRefused("aud", null, "aud is missing, and so is client_id");
    assertRefused("aud", List.of(), "aud is \"[]\": must name the configured audience");
    assertRefused("aud", 7, "aud is \"7\": must be a string or a list of strings");
    assertRefused("aud", List.of("us", 7), "aud is \"7\": must be a string or a list");
    assertRefused("iss", List.of("a"), "iss is \"[\"a\"]\": must be a string");
    assertRefused("sub", 7, "sub is \"7\": must be a string");
    assertRefused("sub", "alice ", "without leading or trailing whitespace");
    assertRefused("exp", null, "exp is missing");
    assertRefused("exp", "soon", "exp is \"\"soon\"\": must be a number of seconds since 1970");
    assertRefused("exp", true, "exp is \"true\": must be a number");
    assertRefused(
        "exp", new BigInteger("100000000000000000000"), "exp is \"100000000000000000000\"");
    assertRefused("exp", new BigDecimal("1e400"), "exp is \"1E+400\": must be seconds since 1970");
    assertRefused("exp", new BigDecimal("-1e400"), "exp is \"-1E+400\": must be seconds");
    assertRefused("exp", 1_763_800_000_000L, "before the year 10000 (are these milliseconds?)");
    assertRefused("exp", 1, "exp is 1970-01-01T00:00:01Z: must be present and in the future");
    assertRefused("nbf", new BigInteger("100000000000000000000"), "nbf is \"1000000000000");
    assertRefused("nbf", "now", "nbf is \"\"now\"\": must be a number");
    assertRefused("iat", Map.of(), "iat is \"{}\": must be a number");
    assertRefused("iat", NOW + 61, "iat is 1970-01-12T13:47:41Z: must not be in the future");
    assertRefused("sub", null, "sub is missing");
    assertRefused("sub", " ", "sub is \" \"");
    assertRefused("sub", "a".repeat(129), "must have 1 to 128");
    assertRefused("attributes", "pro", "must be an object of strings");
    assertRefused("attributes", Map.of("beta", true), "attributes.beta is not text");
    assertRefused("channels", "news", "must be a list of strings");
    assertRefused("channels", Arrays.asList("news", null), "channels");
    assertRefused("channels", List.of("a#b*"), "channels[0] is \"a#b");
  }

  /** The same format that API Gateway's own authorizer for HTTP APIs accepts. */
  @Test
  void read_accessTokenOfCognito_isMatchedByItsClientId() throws IdentityException {
    var claims = claims();
    claims.remove("aud");
    claims.put("client_id", TestIssuer.AUDIENCE);
    claims.put("token_use", "access");
    assertThat(tokens.read(TestIssuer.rs256("rsa", claims)).userId()).isEqualTo("alice");

    claims.put("client_id", "them");
    assertRefused(
        TestIssuer.rs256("rsa", claims),
        "client_id is \"them\": must name the configured audience");
    claims.put("client_id", 7);
    assertRefused(TestIssuer.rs256("rsa", claims), "client_id is \"7\": must be a string");
    claims.put("client_id", TestIssuer.AUDIENCE);
    claims.put("aud", "them");
    assertRefused(
        TestIssuer.rs256("rsa", claims), "aud is \"[them]\": must name the configured audience");
  }

  @Test
  void read_timesWithFractions_areAccepted() throws IdentityException {
    var claims = claims();
    claims.put("exp", new BigDecimal("1000000.25"));
    claims.put("iat", new BigDecimal("9.9999e5"));

    assertThat(tokens.read(TestIssuer.rs256("rsa", claims)).userId()).isEqualTo("alice");
  }

  /** Changing any one character invalidates a token, so no token has two spellings. */
  @Property(tries = 400)
  void read_anyCharacterChanged_isRefused(
      @ForAll @IntRange(max = 10_000) int at,
      @ForAll @IntRange(min = 1, max = 127) int change,
      @ForAll boolean isRsa) {
    String token = isRsa ? TestIssuer.rs256("rsa", claims()) : TestIssuer.es256("ec", claims());
    var changed = new StringBuilder(token);
    int index = at % token.length();
    changed.setCharAt(index, (char) ((token.charAt(index) + change) % 128));

    assertThatThrownBy(() -> tokens.read(changed.toString())).isInstanceOf(IdentityException.class);
  }

  @Property(tries = 100)
  void read_missingPart_isRefused(@ForAll @IntRange(max = 10_000) int at) {
    String token = TestIssuer.es256("ec", claims());
    int cut = at % token.length();

    assertRefused(token.substring(0, cut), "token");
    assertRefused(token.substring(0, cut) + token.substring(cut + 1), "token");
  }

  private void assertRefused(String claim, Object value, String message) {
    var claims = claims();
    claims.put(claim, value);
    claims.values().removeIf(Objects::isNull);
    assertRefused(TestIssuer.rs256("rsa", claims), message);
  }

  private void assertRefused(String token, String message) {
    assertThatThrownBy(() -> tokens.read(token))
        .isInstanceOf(IdentityException.class)
        .hasMessageContaining(message);
  }

  private static Map<String, Object> claims() {
    return new HashMap<>(
        Map.of(
            "iss", TestIssuer.NAME, "aud", TestIssuer.AUDIENCE, "sub", "alice", "exp", NOW + 600));
  }
}
