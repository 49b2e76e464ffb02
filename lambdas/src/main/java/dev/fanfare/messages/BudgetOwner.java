package dev.fanfare.messages;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The party that a client's costs are charged to. This is the user with all of its connections or,
 * for an anonymous client, the source address. An anonymous client gets a new user id with each
 * connection, so a budget per user would not limit it.
 *
 * @param key the key of the row in the budgets table
 * @param isSource whether this is an address, which several people may share
 */
public record BudgetOwner(String key, boolean isSource) {
  /** Providers assign a household or a server a whole /64, so a single address is meaningless. */
  private static final int NETWORK_BYTES = 8;

  public static BudgetOwner user(String userId) {
    return new BudgetOwner("user#" + userId, false);
  }

  /**
   * @param sourceIp as reported by API Gateway; null if absent
   */
  public static BudgetOwner source(@Nullable String sourceIp) {
    return new BudgetOwner("source#" + network(sourceIp == null ? "unknown" : sourceIp), true);
  }

  /**
   * Parses only texts with a colon, because {@code InetAddress} never resolves those as host names.
   */
  private static String network(String sourceIp) {
    if (!sourceIp.contains(":")) {
      return sourceIp;
    }
    try {
      byte[] address = InetAddress.getByName(sourceIp).getAddress();
      return address.length <= NETWORK_BYTES
          ? InetAddress.getByAddress(address).getHostAddress()
          : HexFormat.of().formatHex(address, 0, NETWORK_BYTES) + "::/64";
    } catch (UnknownHostException e) {
      return sourceIp;
    }
  }
}
