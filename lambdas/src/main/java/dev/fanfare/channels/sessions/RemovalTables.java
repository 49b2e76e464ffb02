package dev.fanfare.channels.sessions;

import dev.fanfare.config.Variables;

/**
 * The names of the tables that a removal changes.
 *
 * @param connections one row per connection, with the names of its channels
 * @param subscriptions one row per membership
 * @param subscriptionsById the index of memberships by connection id
 * @param sessions one row per connection that has ended
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
