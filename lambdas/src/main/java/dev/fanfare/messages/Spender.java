package dev.fanfare.messages;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/**
 * What a client is charged to: its user, with all connections together, or, if it is anonymous, its
 * source address. An anonymous client gets a new user id with each connection, so a budget by user
 * would not limit it.
 *
 * @param key of its row in the table of budgets
 * @param isSource whether it is an address, which several people may share
 */
public record Spender(String key, boolean isSource) {
  /** Providers give a household or a server a whole /64, so one address of it means nothing. */
  private static final int NETWORK_BYTES = 8;

  public static Spender user(String userId) {
    return new Spender("user#" + userId, false);
  }

  /**
   * @param sourceIp as API Gateway reports it; null when it does not
   */
  public static Spender source(String sourceIp) {
    return new Spender("source#" + network(sourceIp == null ? "unknown" : sourceIp), true);
  }

  /** Only texts with a colon are parsed: those are never looked up as host names. */
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
