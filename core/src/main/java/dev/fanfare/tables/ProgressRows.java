package dev.fanfare.tables;

import dev.fanfare.broadcast.Books;
import dev.fanfare.broadcast.Outcome;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Converts rows of the table {@code Progress} to and from DynamoDB items. */
public final class ProgressRows {
  private ProgressRows() {}

  /** The row's key. */
  public static Map<String, AttributeValue> key(ProgressRow row) {
    return Map.of(
        ProgressRow.BROADCAST_ID, AttributeValue.fromS(row.shard().broadcastId()),
        ProgressRow.SHARD, AttributeValue.fromS(row.shard().range()));
  }

  /** All attributes except the key; {@code trouble} only if there is one. */
  public static Map<String, AttributeValue> attributes(ProgressRow row) {
    var attributes = new HashMap<String, AttributeValue>();
    attributes.put(ProgressRow.SHARD_KEY, AttributeValue.fromS(row.shard().shardKey()));
    attributes.put(ProgressRow.EXECUTION, AttributeValue.fromS(row.shard().execution()));
    attributes.put(ProgressRow.CONNECTIONS, number(row.shard().connections()));
    attributes.put(ProgressRow.STARTED_AT, number(row.startedAt()));
    attributes.put(ProgressRow.UPDATED_AT, number(row.state().updatedAt()));
    attributes.put(ProgressRow.CALLS, number(row.calls()));
    attributes.put(ProgressRow.POSTS, number(row.state().posts()));
    row.state().books().words().forEach((outcome, count) -> attributes.put(outcome, number(count)));
    attributes.put(ProgressRow.FINISHED, AttributeValue.fromBool(row.state().finished()));
    attributes.put(ProgressRow.EXPIRES_AT, number(row.expiresAt()));
    if (!row.state().trouble().isEmpty()) {
      attributes.put(ProgressRow.TROUBLE, AttributeValue.fromS(row.state().trouble()));
    }
    return attributes;
  }

  /** Reads a complete row, key included. */
  public static ProgressRow of(Map<String, AttributeValue> item) {
    return new ProgressRow(
        shard(item),
        (int) RowValues.number(item, ProgressRow.CALLS),
        RowValues.number(item, ProgressRow.STARTED_AT),
        state(item),
        RowValues.number(item, ProgressRow.EXPIRES_AT));
  }

  private static ProgressRow.Shard shard(Map<String, AttributeValue> item) {
    String range = RowValues.text(item, ProgressRow.SHARD);
    return new ProgressRow.Shard(
        RowValues.text(item, ProgressRow.BROADCAST_ID),
        ProgressRow.round(range),
        ProgressRow.index(range),
        RowValues.text(item, ProgressRow.SHARD_KEY),
        RowValues.text(item, ProgressRow.EXECUTION),
        (int) RowValues.number(item, ProgressRow.CONNECTIONS));
  }

  private static ProgressRow.State state(Map<String, AttributeValue> item) {
    var trouble = item.get(ProgressRow.TROUBLE);
    return new ProgressRow.State(
        RowValues.number(item, ProgressRow.UPDATED_AT),
        RowValues.number(item, ProgressRow.POSTS),
        books(item),
        RowValues.required(item, ProgressRow.FINISHED).bool(),
        trouble == null ? "" : trouble.s());
  }

  private static Books books(Map<String, AttributeValue> item) {
    Books books = Books.EMPTY;
    for (Outcome outcome : Outcome.values()) {
      books = books.plus(outcome, RowValues.number(item, outcome.word()));
    }
    return books;
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
