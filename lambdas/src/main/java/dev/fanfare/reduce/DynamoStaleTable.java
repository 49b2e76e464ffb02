package dev.fanfare.reduce;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.dynamodb.BatchWrites;
import dev.fanfare.tables.StaleRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The stale table in DynamoDB. */
public final class DynamoStaleTable implements StaleTable {
  private final BatchWrites writes;
  private final Clock clock;
  private final Duration retention;

  public DynamoStaleTable(BatchWrites writes, Clock clock, Duration retention) {
    this.writes = writes;
    this.clock = clock;
    this.retention = retention;
  }

  @Override
  public void record(String broadcastId, List<Connection> connections) {
    Instant now = clock.instant();
    writes.write(
        connections.stream().map(connection -> put(broadcastId, connection, now)).toList());
  }

  private WriteRequest put(String broadcastId, Connection connection, Instant now) {
    var row = StaleRow.of(broadcastId, connection, now, retention);
    return WriteRequest.builder().putRequest(put -> put.item(row)).build();
  }
}
