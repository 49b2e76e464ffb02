package dev.fanfare.direct;

import dev.fanfare.broadcast.BroadcastPath;
import dev.fanfare.dynamodb.BatchWrites;
import dev.fanfare.tables.DirectRows;
import dev.fanfare.tables.DirectSummary;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The log in the table {@code Progress}: two rows per message, written in one call. */
public final class DynamoDirectLog implements DirectLog {
  private final DynamoDbClient tables;
  private final String table;
  private final BatchWrites writes;
  private final Clock clock;
  private final Duration retention;

  public DynamoDirectLog(
      DynamoDbClient tables, String table, BatchWrites writes, Clock clock, Duration retention) {
    this.tables = tables;
    this.table = table;
    this.writes = writes;
    this.clock = clock;
    this.retention = retention;
  }

  @Override
  public boolean contains(String broadcastId) {
    return tables
        .getItem(get -> get.tableName(table).key(DirectRows.key(broadcastId)).consistentRead(true))
        .hasItem();
  }

  @Override
  public void executed(String broadcastId, String path) {
    writes.write(List.of(put(DirectRows.own(broadcastId, path, null, expiresAt()))));
  }

  @Override
  public void posted(DirectSummary summary, byte @Nullable [] files) {
    writes.write(
        List.of(
            put(DirectRows.own(summary.id(), BroadcastPath.DIRECT, files, expiresAt())),
            put(DirectRows.listed(summary, expiresAt()))));
  }

  private long expiresAt() {
    return clock.instant().plus(retention).getEpochSecond();
  }

  private static WriteRequest put(Map<String, AttributeValue> row) {
    return WriteRequest.builder().putRequest(put -> put.item(row)).build();
  }
}
