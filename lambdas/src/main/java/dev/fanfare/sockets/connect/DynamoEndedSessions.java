package dev.fanfare.sockets.connect;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.tables.RowValues;
import dev.fanfare.tables.SessionRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Reads ended sessions from the end of the user's partition in DynamoDB. The read is eventually
 * consistent, at half the price; it may miss a session that ended a few milliseconds ago.
 */
public record DynamoEndedSessions(DynamoDbClient tables, String table) implements EndedSessions {

  @Override
  public List<Connection> begunSince(String userId, Instant since) {
    var values =
        Map.of(
            ":user", fromS(userId),
            ":since", fromS("" + since.toEpochMilli()),
            ":begun", fromN("" + since.toEpochMilli()));
    return tables
        .queryPaginator(
            query ->
                query
                    .tableName(table)
                    .keyConditionExpression(
                        SessionRow.USER_ID + " = :user AND " + SessionRow.ENDED + " >= :since")
                    .filterExpression(SessionRow.CONNECTED_AT + " > :begun")
                    .projectionExpression(SessionRow.ENDED + ", " + SessionRow.CONNECTED_AT)
                    .expressionAttributeValues(values))
        .items()
        .stream()
        .map(
            row ->
                new Connection(
                    SessionRow.connectionId(RowValues.text(row, SessionRow.ENDED)),
                    userId,
                    RowValues.number(row, SessionRow.CONNECTED_AT)))
        .toList();
  }
}
