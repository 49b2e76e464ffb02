package dev.fanfare.channels;

import dev.fanfare.config.Variables;

/**
 * The names of the two tables that tell who is in which channel.
 *
 * @param connections a row for each connection, which names its channels
 * @param subscriptions a row for each membership
 */
public record ChannelTables(String connections, String subscriptions) {

  public static ChannelTables of(Variables variables) {
    return new ChannelTables(
        variables.text("CONNECTIONS_TABLE"), variables.text("SUBSCRIPTIONS_TABLE"));
  }
}
