package dev.fanfare.plan;

import dev.fanfare.config.MemoryTables;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A connection table in memory, at a time that stands still. */
final class ConnectionTableRows {
  static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final String TABLE = "connections";

  private final MemoryTables tables = new MemoryTables().with(TABLE, "user_id", "connection_id");

  DynamoConnectionRows read() {
    return new DynamoConnectionRows(tables, TABLE, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  ConnectionTableRows pages(int rows) {
    tables.pages(rows);
    return this;
  }

  /** Adds a row as {@code $connect} writes it. */
  ConnectionTableRows add(String userId, String connectionId) {
    return add(
        userId,
        connectionId,
        Map.of(
            "connected_at", AttributeValue.fromN("" + NOW.toEpochMilli()),
            "expires_at", AttributeValue.fromN("" + NOW.plusSeconds(1).getEpochSecond())));
  }

  ConnectionTableRows add(
      String userId, String connectionId, Map<String, AttributeValue> attributes) {
    var row = new HashMap<>(attributes);
    row.put("user_id", AttributeValue.fromS(userId));
    row.put("connection_id", AttributeValue.fromS(connectionId));
    tables.put(TABLE, row);
    return this;
  }
}
