package dev.fanfare.sockets.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fanfare.config.ConfigurationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizeConfigTest {
  private final Map<String, String> variables =
      new HashMap<>(
          Map.of(
              "SESSIONS_TABLE", "sessions",
              "BUDGETS_TABLE", "budgets",
              "AUTHENTICATION", "tokens",
              "JWKS_URL", "",
              "JWT_ISSUER", "",
              "JWT_AUDIENCE", "",
              "TICKETS_TABLE", "tickets",
              "TICKET_SECRET", "secret"));

  @BeforeEach
  void limits() {
    variables.put("MAX_CONNECTS_PER_MINUTE", "60");
    variables.put("ANONYMOUS_PER_SOURCE", "20");
  }

  @Test
  void from_noIssuer_acceptsOnlyTickets() {
    AuthorizeConfig config = AuthorizeConfig.from(variables);

    assertThat(config.isByToken()).isTrue();
    assertThat(config.issuer()).isEmpty();
  }

  @Test
  void from_completeIssuer_isAccepted() {
    variables.put("JWKS_URL", "https://example.org/keys");
    variables.put("JWT_ISSUER", "https://example.org");
    variables.put("JWT_AUDIENCE", "us");

    var issuer = AuthorizeConfig.from(variables).issuer().orElseThrow();

    assertThat(issuer.keys()).hasToString("https://example.org/keys");
    assertThat(issuer.audience()).isEqualTo("us");
  }

  /** Keys over an unencrypted line could come from an attacker. */
  @ParameterizedTest
  @CsvSource({
    "https://example.org/keys,https://example.org,'',JWT_AUDIENCE must also be set",
    "https://example.org/keys,'',us,JWT_ISSUER and",
    "http://example.org/keys,https://example.org,us,must be https",
    "nonsense,https://example.org,us,must be an http or https address"
  })
  void from_incompleteIssuer_isRefused(
      String keys, String issuer, String audience, String message) {
    variables.put("JWKS_URL", keys);
    variables.put("JWT_ISSUER", issuer);
    variables.put("JWT_AUDIENCE", audience);

    assertThat(problems(variables)).singleElement().asString().contains(message);
  }

  @Test
  void from_noVariables_reportsAllThatAreMissing() {
    assertThat(problems(Map.of())).hasSize(variables.size());
  }

  private static List<String> problems(Map<String, String> variables) {
    return catchThrowableOfType(ConfigurationException.class, () -> AuthorizeConfig.from(variables))
        .problems();
  }
}
