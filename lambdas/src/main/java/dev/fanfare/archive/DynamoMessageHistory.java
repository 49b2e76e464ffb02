package dev.fanfare.archive;

import dev.fanfare.tables.MessageRow;
import dev.fanfare.tables.RowValues;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads the archive, always consistently: a head is useful only if no message is missing behind it.
 */
public class DynamoMessageHistory implements MessageHistory {
  private final DynamoDbClient tables;
  private final String table;
  private final Clock clock;

  public DynamoMessageHistory(DynamoDbClient tables, String table, Clock clock) {
    this.tables = tables;
    this.table = table;
    this.clock = clock;
  }

  @Override
  public long head(String channel) {
    return readHead(channel).last();
  }

  final DynamoMessageRows.Head readHead(String channel) {
    return DynamoMessageRows.head(
        tables
            .getItem(
                get ->
                    get.tableName(table)
                        .key(DynamoMessageRows.key(channel, 0))
                        .consistentRead(true))
            .item());
  }

  /**
   * {@inheritDoc}
   *
   * <p>Uses binary search: times never decrease from one position to the next, and expired messages
   * are older than kept ones.
   */
  @Override
  public long lastBefore(String channel, Instant instant) {
    var head = readHead(channel);
    if (head.sentAt() < instant.toEpochMilli()) {
      return head.last();
    }
    long before = 0;
    long notBefore = head.last();
    while (notBefore - before > 1) {
      long middle = before + (notBefore - before) / 2;
      if (isBefore(channel, middle, instant)) {
        before = middle;
      } else {
        notBefore = middle;
      }
    }
    return before;
  }

  private boolean isBefore(String channel, long position, Instant instant) {
    var row =
        tables
            .getItem(
                get ->
                    get.tableName(table)
                        .key(DynamoMessageRows.key(channel, position))
                        .projectionExpression(MessageRow.SENT_AT)
                        .consistentRead(true))
            .item();
    return row.isEmpty() || RowValues.number(row, MessageRow.SENT_AT) < instant.toEpochMilli();
  }

  @Override
  public Page after(String channel, long position, int limit) {
    return position == Long.MAX_VALUE
        ? new Page(List.of(), true)
        : page(channel, position + 1, Long.MAX_VALUE, limit, true);
  }

  @Override
  public Page before(String channel, long position, int limit) {
    return page(channel, 1, position - 1, limit, false);
  }

  /**
   * DynamoDB may return an empty page after 1 MB or if all its rows have expired; this method then
   * reads the next one.
   */
  private Page page(String channel, long from, long to, int limit, boolean ascending) {
    if (from > to) {
      return new Page(List.of(), true);
    }
    Map<String, AttributeValue> start = null;
    do {
      var at = start;
      var answer =
          tables.query(
              query ->
                  query
                      .tableName(table)
                      .keyConditionExpression(
                          "channel = :channel AND #position BETWEEN :from AND :to")
                      .filterExpression(MessageRow.LIVE)
                      .expressionAttributeNames(Map.of("#position", MessageRow.POSITION))
                      .expressionAttributeValues(
                          Map.of(
                              ":channel", AttributeValue.fromS(channel),
                              ":from", DynamoMessageRows.number(from),
                              ":to", DynamoMessageRows.number(to),
                              ":now", RowValues.now(clock.instant())))
                      .scanIndexForward(ascending)
                      .consistentRead(true)
                      .limit(limit)
                      .exclusiveStartKey(at));
      List<ArchivedMessage> messages =
          answer.items().stream().map(DynamoMessageRows::message).toList();
      boolean isLast = answer.lastEvaluatedKey().isEmpty();
      if (isLast || !messages.isEmpty()) {
        return new Page(messages, isLast);
      }
      start = answer.lastEvaluatedKey();
    } while (true);
  }
}
