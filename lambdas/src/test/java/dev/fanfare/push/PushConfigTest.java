package dev.fanfare.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.push.permits.Budget;
import dev.fanfare.request.Priority;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushConfigTest {
  private static final Map<String, String> GOOD =
      Map.ofEntries(
          Map.entry("BROADCAST_BUCKET", "fanfare"),
          Map.entry(
              "CONNECTIONS_ENDPOINT",
              "https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/live"),
          Map.entry("PERMITS_TABLE", "Permits"),
          Map.entry("PROGRESS_TABLE", "Progress"),
          Map.entry("RETENTION_DAYS", "14"),
          Map.entry("TRANSPORT", "http1"),
          Map.entry("ACCOUNT_POST_RATE", "10000"),
          Map.entry("POST_RATE_PERCENT", "80"),
          Map.entry("CLIENT_RATE_PERCENT", "20"),
          Map.entry("POSTS_IN_FLIGHT", "200"),
          Map.entry("POST_ATTEMPTS", "5"),
          Map.entry("YOUNG_SECONDS", "5"));

  @Test
  void from_validVariables_readsThem() {
    assertThat(PushConfig.from(GOOD))
        .isEqualTo(
            new PushConfig(
                "fanfare",
                URI.create("https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/live"),
                "Permits",
                "Progress",
                Duration.ofDays(14),
                "http1",
                new PostRates(10_000, 80, 20),
                new PushSettings(200, 5, Duration.ofSeconds(5), BackOff.DEFAULT)));
  }

  /** Clients have 1,600 posts a second here. */
  @ParameterizedTest
  @CsvSource({"LOW, 160, false", "LOW, 161, true", "NORMAL, 161, false"})
  void ownBudgetOfBooked_onlyManyPosts_needPermitsAsWell(
      Priority priority, int posts, boolean needsPermits) {
    assertThat(PushConfig.from(GOOD).rates().ownBudgetOfBooked(priority, posts).isPresent())
        .isEqualTo(needsPermits);
  }

  @ParameterizedTest
  @CsvSource({
    "RETENTION_DAYS,0,1 to 3650",
    "ACCOUNT_POST_RATE,0,1 to 1000000",
    "POST_RATE_PERCENT,101,1 to 100",
    "CLIENT_RATE_PERCENT,0,1 to 100",
    "POSTS_IN_FLIGHT,901,1 to 900",
    "POST_ATTEMPTS,21,1 to 20",
    "YOUNG_SECONDS,61,0 to 60"
  })
  void from_numberOutOfRange_isReportedWithItsRule(String name, String value, String range) {
    var variables = new HashMap<>(GOOD);
    variables.put(name, value);

    assertThatThrownBy(() -> PushConfig.from(variables))
        .hasMessage(
            "bad configuration: %s is \"%s\": must be a whole number from %s"
                .formatted(name, value, range));
  }

  @Test
  void budget_isTheShareOfTheAccountsRate() {
    assertThat(PushConfig.from(GOOD).rates().budget()).isEqualTo(Budget.ofAccount(8_000));
  }

  @Test
  void budget_highestRate_isAllowed() {
    var variables = new HashMap<>(GOOD);
    variables.put("ACCOUNT_POST_RATE", "1000000");
    variables.put("POST_RATE_PERCENT", "100");

    assertThat(PushConfig.from(variables).rates().budget().rate()).isEqualTo(1_000_000);
  }

  @Test
  void from_unknownTransport_isReportedWithTheKnownOnes() {
    var variables = new HashMap<>(GOOD);
    variables.put("TRANSPORT", "carrier pigeon");

    assertThatThrownBy(() -> PushConfig.from(variables))
        .hasMessage(
            "bad configuration: TRANSPORT is \"carrier pigeon\": must be one of http1, http2, sdk");
  }
}
