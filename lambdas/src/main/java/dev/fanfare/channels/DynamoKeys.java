package dev.fanfare.channels;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.tables.ConnectionRow;
import dev.fanfare.tables.SubscriptionRow;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Builds the DynamoDB keys of a connection's rows. */
public final class DynamoKeys {
  private DynamoKeys() {}

  public static Map<String, AttributeValue> connection(Connection connection) {
    return Map.of(
        ConnectionRow.USER_ID, fromS(connection.userId()),
        ConnectionRow.CONNECTION_ID, fromS(connection.id()));
  }

  public static Map<String, AttributeValue> membership(String channel, String connectionId) {
    return Map.of(
        SubscriptionRow.CHANNEL_PARTITION,
        fromS(SubscriptionRow.partitionOf(channel, connectionId)),
        SubscriptionRow.CONNECTION_ID,
        fromS(connectionId));
  }
}
