package dev.fanfare.push.permits;

/**
 * So many posts a second, for all who draw from it.
 *
 * @param name the same for all who share it
 * @param rate posts in any one second, at most; may be a fraction
 */
public record Budget(String name, double rate) {

  /** Beyond it, two slots could fall on one tick of the timetable. */
  private static final double MAX_RATE = 1_000_000;

  static final String CLIENTS = "clients";

  private static final String OF_BROADCAST = "broadcast#";

  public Budget {
    if (!(rate > 0 && rate <= MAX_RATE)) {
      throw new IllegalArgumentException("no rate for " + name + ": " + rate + " posts/s");
    }
  }

  /** The share of the account's quota that broadcasts may take, all of them together. */
  public static Budget ofAccount(double rate) {
    return new Budget("account", rate);
  }

  /** The part of it that clients get, all of them together. */
  public static Budget ofClients(double rate) {
    return new Budget(CLIENTS, rate);
  }

  /** Whether several broadcasts draw from it. */
  boolean isShared() {
    return !name.startsWith(OF_BROADCAST);
  }

  /** What a request has asked for as its own {@code rate}. */
  public static Budget ofBroadcast(String id, double rate) {
    return new Budget(OF_BROADCAST + id, rate);
  }
}
