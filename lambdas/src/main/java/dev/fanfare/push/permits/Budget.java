package dev.fanfare.push.permits;

/**
 * A number of posts per second, shared by all pushers that draw from it.
 *
 * @param name identifies the budget; all pushers that share it use the same name
 * @param rate the maximum number of posts in any second; may be fractional. In the clients' budget,
 *     a second may have more, by at most {@link FollowingDraws#CARRIED} of the account's rate
 */
public record Budget(String name, double rate) {

  /** Above this rate, two slots could have the same time in the schedule. */
  private static final double MAX_RATE = 1_000_000;

  static final String CLIENTS = "clients";

  private static final String OF_BROADCAST = "broadcast#";

  public Budget {
    if (!(rate > 0 && rate <= MAX_RATE)) {
      throw new IllegalArgumentException("no rate for " + name + ": " + rate + " posts/s");
    }
  }

  /** Returns the share of the account's quota that all broadcasts together may use. */
  public static Budget ofAccount(double rate) {
    return new Budget("account", rate);
  }

  /** Returns the part of the account's budget that all clients together may use. */
  public static Budget ofClients(double rate) {
    return new Budget(CLIENTS, rate);
  }

  /** Returns whether several broadcasts draw from this budget. */
  boolean isShared() {
    return !name.startsWith(OF_BROADCAST);
  }

  /** Returns the budget of a request with its own {@code rate}. */
  public static Budget ofBroadcast(String id, double rate) {
    return new Budget(OF_BROADCAST + id, rate);
  }
}
