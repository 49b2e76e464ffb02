package dev.fanfare.archive;

import static dev.fanfare.tables.MessageRow.BROADCAST_ID;
import static dev.fanfare.tables.MessageRow.CHANNEL;
import static dev.fanfare.tables.MessageRow.EXPIRES_AT;
import static dev.fanfare.tables.MessageRow.LAST;
import static dev.fanfare.tables.MessageRow.MESSAGE;
import static dev.fanfare.tables.MessageRow.NARROWED;
import static dev.fanfare.tables.MessageRow.POSITION;
import static dev.fanfare.tables.MessageRow.POSITION_OF;
import static dev.fanfare.tables.MessageRow.SENT_AT;

import dev.fanfare.tables.MessageRow;
import dev.fanfare.tables.RowValues;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The rows that one message adds to the table of messages, and how to read such rows. */
record DynamoMessageRows(
    String table,
    String channel,
    String broadcastId,
    String message,
    boolean narrowed,
    Instant sentAt,
    Duration kept) {
  /** The order of the transaction's writes, which is the order of the cancellation reasons. */
  private static final int HEAD_WRITE = 0;

  private static final int MARKER_WRITE = 1;

  private static final String CONDITION_FAILED = "ConditionalCheckFailed";

  /**
   * The current end of a channel.
   *
   * @param last the last position; 0 before the first message
   * @param sentAt time of the last message, in milliseconds since the epoch
   */
  record Head(long last, long sentAt) {}

  static Map<String, AttributeValue> key(String channel, long position) {
    return Map.of(CHANNEL, AttributeValue.fromS(channel), POSITION, number(position));
  }

  /** The key of the row that holds the position of a broadcast's message. */
  static Map<String, AttributeValue> marker(String channel, String broadcastId) {
    return key(MessageRow.marker(channel, broadcastId), 0);
  }

  /** The position in a marker. */
  static long positionOf(Map<String, AttributeValue> marker) {
    return RowValues.number(marker, POSITION_OF);
  }

  /** The transaction that appends the message if this is still the head. */
  TransactWriteItemsRequest after(Head head) {
    long position = head.last() + 1;
    // Planners' clocks differ slightly; within a channel, time must not decrease.
    long time = Math.max(sentAt.toEpochMilli(), head.sentAt());
    var expiresAt = number(time / 1_000 + kept.toSeconds());
    return TransactWriteItemsRequest.builder()
        .transactItems(move(head, time), mark(position, expiresAt), put(position, time, expiresAt))
        .build();
  }

  private TransactWriteItem move(Head from, long time) {
    var names = Map.of("#last", LAST, "#sent_at", SENT_AT);
    return TransactWriteItem.builder()
        .update(
            update ->
                update
                    .tableName(table)
                    .key(key(channel, 0))
                    .updateExpression("SET #last = :next, #sent_at = :time")
                    .conditionExpression(
                        from.last() == 0
                            ? "attribute_not_exists(#last) OR #last = :last"
                            : "#last = :last")
                    .expressionAttributeNames(names)
                    .expressionAttributeValues(
                        Map.of(
                            ":last", number(from.last()),
                            ":next", number(from.last() + 1),
                            ":time", number(time)))
                    .returnValuesOnConditionCheckFailure(
                        ReturnValuesOnConditionCheckFailure.ALL_OLD))
        .build();
  }

  private TransactWriteItem mark(long position, AttributeValue expiresAt) {
    return TransactWriteItem.builder()
        .put(
            put ->
                put.tableName(table)
                    .item(
                        Map.of(
                            CHANNEL, AttributeValue.fromS(MessageRow.marker(channel, broadcastId)),
                            POSITION, number(0),
                            POSITION_OF, number(position),
                            EXPIRES_AT, expiresAt))
                    .conditionExpression("attribute_not_exists(" + POSITION_OF + ")")
                    .returnValuesOnConditionCheckFailure(
                        ReturnValuesOnConditionCheckFailure.ALL_OLD))
        .build();
  }

  private TransactWriteItem put(long position, long time, AttributeValue expiresAt) {
    var row = new HashMap<String, AttributeValue>();
    row.put(CHANNEL, AttributeValue.fromS(channel));
    row.put(POSITION, number(position));
    row.put(BROADCAST_ID, AttributeValue.fromS(broadcastId));
    row.put(SENT_AT, number(time));
    row.put(MESSAGE, AttributeValue.fromS(message));
    row.put(EXPIRES_AT, expiresAt);
    if (narrowed) {
      row.put(NARROWED, AttributeValue.fromBool(true));
    }
    return TransactWriteItem.builder().put(put -> put.tableName(table).item(row)).build();
  }

  /**
   * The existing position of the message, if the transaction failed because it was already
   * appended.
   */
  static Optional<Long> appendedBefore(TransactionCanceledException e) {
    return refusedBy(e, MARKER_WRITE).map(marker -> RowValues.number(marker, POSITION_OF));
  }

  /** The current head, if the transaction failed because another writer moved it. */
  static Optional<Head> movedHead(TransactionCanceledException e) {
    return refusedBy(e, HEAD_WRITE).map(DynamoMessageRows::head);
  }

  private static Optional<Map<String, AttributeValue>> refusedBy(
      TransactionCanceledException e, int write) {
    return Optional.of(e.cancellationReasons().get(write))
        .filter(reason -> CONDITION_FAILED.equals(reason.code()))
        .map(CancellationReason::item);
  }

  static Head head(Map<String, AttributeValue> row) {
    return row.isEmpty()
        ? new Head(0, 0)
        : new Head(RowValues.number(row, LAST), RowValues.number(row, SENT_AT));
  }

  static ArchivedMessage message(Map<String, AttributeValue> row) {
    return new ArchivedMessage(
        RowValues.number(row, POSITION),
        RowValues.text(row, BROADCAST_ID),
        RowValues.number(row, SENT_AT),
        RowValues.text(row, MESSAGE),
        row.containsKey(NARROWED));
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
