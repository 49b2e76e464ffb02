package dev.fanfare.channels.catchup;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.channels.ChannelTables;
import dev.fanfare.channels.ConnectionChannels.Joining;
import dev.fanfare.channels.DynamoConnectionChannels;
import dev.fanfare.dynamodb.Transactions;
import dev.fanfare.tables.SubscriptionRow;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Joins members that catch up, on DynamoDB. It writes only the connection's own rows, because
 * thousands of connections may return to one channel at the same moment.
 */
public final class DynamoCatchUpJoins implements CatchUpJoins {
  private static final int ATTEMPTS = 4;

  private final Transactions transactions;
  private final ChannelTables names;
  private final Clock clock;

  public DynamoCatchUpJoins(Transactions transactions, ChannelTables names, Clock clock) {
    this.transactions = transactions;
    this.names = names;
    this.clock = clock;
  }

  /**
   * A connection may leave after it was found in the channel and before its catch-up starts. It
   * then joins again.
   */
  @Override
  public Joining joinFrom(
      Connection connection, Map<String, String> attributes, String channel, long from) {
    var joining = join(connection, attributes, channel, from);
    for (int attempt = 1; attempt < ATTEMPTS && joining == Joining.ALREADY_IN; attempt++) {
      if (beginAgain(connection, channel, from)) {
        return Joining.ALREADY_IN;
      }
      joining = join(connection, attributes, channel, from);
    }
    return joining;
  }

  private Joining join(
      Connection connection, Map<String, String> attributes, String channel, long from) {
    long now = clock.millis();
    var row = SubscriptionRow.of(connection, attributes, channel, now);
    row.put(SubscriptionRow.CAUGHT_UP_FROM, position(from));
    var reasons =
        transactions.write(
            List.of(
                DynamoConnectionChannels.enterChannels(names, connection, List.of(channel), now),
                TransactWriteItem.builder()
                    .put(put -> put.tableName(names.subscriptions()).item(row))
                    .build()));
    return reasons.isEmpty()
        ? Joining.JOINED
        : DynamoConnectionChannels.refusal(reasons.get(0), Set.of(channel));
  }

  private boolean beginAgain(Connection connection, String channel, long from) {
    var begun =
        TransactWriteItem.builder()
            .update(
                update ->
                    update
                        .tableName(names.subscriptions())
                        .key(SubscriptionRow.key(channel, connection.id()))
                        .updateExpression(
                            "SET %s = :from REMOVE %s"
                                .formatted(
                                    SubscriptionRow.CAUGHT_UP_FROM, SubscriptionRow.CAUGHT_UP_TO))
                        .conditionExpression(
                            "attribute_exists(" + SubscriptionRow.CONNECTION_ID + ")")
                        .expressionAttributeValues(Map.of(":from", position(from))))
            .build();
    return transactions.write(List.of(begun)).isEmpty();
  }

  private static AttributeValue position(long position) {
    return fromN(Long.toString(position));
  }
}
