package dev.fanfare.channels;

import dev.fanfare.config.Variables;

/**
 * The names of the two tables that record channel memberships.
 *
 * @param connections one row per connection, with the names of its channels
 * @param subscriptions one row per membership
 */
public record ChannelTables(String connections, String subscriptions) {

  public static ChannelTables of(Variables variables) {
    return new ChannelTables(
        variables.text("CONNECTIONS_TABLE"), variables.text("SUBSCRIPTIONS_TABLE"));
  }
}
