package dev.fanfare.estimate;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Costs of client actions (connect, join, send and so on), in USD at list prices. */
final class ClientCosts {
  /** Members of the channel that receives a message. */
  static final int MEMBERS = 10;

  static final long MILLION = 1_000_000;
  private static final double MB_PER_GB = 1_024;

  private final Prices prices;
  private final double functionSeconds;

  /**
   * @param functionSeconds the duration of one function invocation, in seconds
   */
  ClientCosts(Prices prices, double functionSeconds) {
    this.prices = prices;
    this.functionSeconds = functionSeconds;
  }

  /**
   * Cost of a million of each action, by its name in lower case.
   *
   * @param messages total cost of a million messages to the members, in USD
   */
  Map<String, Double> perMillion(double messages) {
    var usd = new LinkedHashMap<String, Double>();
    for (var action : ClientAction.values()) {
      double price = action == ClientAction.MESSAGE ? messages : of(action) * MILLION;
      usd.put(action.name().toLowerCase(Locale.ROOT), price);
    }
    return usd;
  }

  private double of(ClientAction action) {
    return action.messages() * prices.gatewayMessage()
        + action.functions()
            * (prices.function().call()
                + functionSeconds * action.memoryMb() / MB_PER_GB * prices.function().time())
        + tables(action);
  }

  /** DynamoDB's share of the cost. */
  double tables(ClientAction action) {
    return action.readUnits() * prices.table().read()
        + action.writeUnits() * prices.table().write();
  }
}
