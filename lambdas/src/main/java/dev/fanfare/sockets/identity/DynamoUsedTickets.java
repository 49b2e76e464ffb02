package dev.fanfare.sockets.identity;

import dev.fanfare.tables.TicketRow;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Stores used tickets in DynamoDB; the table's TTL removes expired tickets. */
public final class DynamoUsedTickets implements UsedTickets {
  private final DynamoDbClient tables;
  private final String table;

  public DynamoUsedTickets(DynamoDbClient tables, String table) {
    this.tables = tables;
    this.table = table;
  }

  @Override
  public boolean use(String ticketId, long expiresAt) {
    var row =
        Map.of(
            TicketRow.TICKET_ID, AttributeValue.fromS(ticketId),
            TicketRow.EXPIRES_AT, AttributeValue.fromN("" + expiresAt));
    try {
      tables.putItem(
          put ->
              put.tableName(table)
                  .item(row)
                  .conditionExpression("attribute_not_exists(" + TicketRow.TICKET_ID + ")"));
      return true;
    } catch (ConditionalCheckFailedException usedBefore) {
      return false;
    }
  }
}
