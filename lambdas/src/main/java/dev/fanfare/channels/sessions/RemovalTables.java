package dev.fanfare.channels.sessions;

import dev.fanfare.config.Variables;

/**
 * The names of the tables that a departure changes.
 *
 * @param connections a row for each connection, which names its channels
 * @param subscriptions a row for each membership
 * @param subscriptionsById the index of memberships by connection id
 * @param sessions a row for each connection that has ended
 */
public record RemovalTables(
    String connections, String subscriptions, String subscriptionsById, String sessions) {

  public static RemovalTables of(Variables variables) {
    return new RemovalTables(
        variables.text("CONNECTIONS_TABLE"),
        variables.text("SUBSCRIPTIONS_TABLE"),
        variables.text("SUBSCRIPTIONS_BY_ID_INDEX"),
        variables.text("SESSIONS_TABLE"));
  }
}
