package dev.fanfare.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClientCostsTest {
  private final ClientCosts costs = new ClientCosts(Prices.of(PriceBook.load()), 0.020);

  /** Two functions, and one and a half read units and four write units of DynamoDB. */
  @Test
  void perMillion_connect_isFunctionsAndTables() {
    assertThat(costs.perMillion(0).get("connect"))
        .isCloseTo(2 * (0.20 + 0.020 * 0.5 * 13.3334) + 1.5 * 0.125 + 4 * 0.625, within(0.0001));
  }

  /** Six calls and a transaction use four read units and eight write units: $5.50 a million. */
  @Test
  void tables_connect_isAtMostThreeFifthsOfTheFormerCost() {
    double before = (4 * 0.125 + 8 * 0.625) / 1_000_000;

    assertThat(costs.tables(ClientAction.CONNECT)).isLessThanOrEqualTo(0.6 * before);
  }

  @Test
  void perMillion_ping_isTwoMessagesAndNothingElse() {
    assertThat(costs.perMillion(7).get("ping")).isCloseTo(2.00, within(0.0001));
  }

  @Test
  void perMillion_message_includesThePostsToMembers() {
    double message =
        new Estimator(
                Prices.of(PriceBook.load()),
                Quotas.of(PriceBook.load()),
                CostModel.assumed(PriceBook.load()))
            .clients(PriceBook.load(), 20)
            .get("message");

    // The received message, the answer, and ten posts; then function, tables and bytes.
    assertThat(message).isBetween(12.0, 12.0 + 20);
  }
}
