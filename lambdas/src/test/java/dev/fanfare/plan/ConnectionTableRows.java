package dev.fanfare.plan;

import dev.fanfare.channels.catchup.CatchUpEnds;
import dev.fanfare.dynamodb.MemoryTables;
import dev.fanfare.plan.audience.DynamoAudiences;
import dev.fanfare.plan.audience.DynamoConnectionRows;
import dev.fanfare.plan.audience.DynamoRowReader;
import dev.fanfare.plan.audience.DynamoSubscriptionRows;
import dev.fanfare.tables.SubscriptionRow;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The tables of connections and of memberships in memory, with a fixed time. */
public final class ConnectionTableRows {
  public static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final String TABLE = "connections";

  private static final String SUBSCRIPTIONS = "subscriptions";
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final MemoryTables tables =
      new MemoryTables()
          .with(TABLE, "user_id", "connection_id")
          .with(SUBSCRIPTIONS, "channel_partition", "connection_id");

  private final Map<String, OptionalLong> settled = new HashMap<>();
  private final CatchUpEnds ends = (channel, id) -> settled.get(channel + ' ' + id);

  /** Adds a member that catches up from a position, and sets the stored end of its catch-up. */
  public ConnectionTableRows joinOpen(String channel, String id, long from, OptionalLong end) {
    settled.put(channel + ' ' + id, end);
    return join(channel, id, Map.of("caught_up_from", AttributeValue.fromN("" + from)));
  }

  public DynamoConnectionRows read() {
    return new DynamoConnectionRows(tables, TABLE, new DynamoRowReader(CLOCK, Optional.empty()));
  }

  public DynamoSubscriptionRows readSubscriptions() {
    return new DynamoSubscriptionRows(
        tables, SUBSCRIPTIONS, new DynamoRowReader(CLOCK, Optional.empty()), ends);
  }

  public DynamoAudiences audiences() {
    return new DynamoAudiences(tables, TABLE, SUBSCRIPTIONS, ends, CLOCK);
  }

  public ConnectionTableRows pages(int rows) {
    tables.pages(rows);
    return this;
  }

  public int queries() {
    return tables.queries();
  }

  /** Adds a row as {@code $connect} writes it. */
  public ConnectionTableRows add(String userId, String connectionId) {
    return add(
        userId,
        connectionId,
        Map.of(
            "connected_at", AttributeValue.fromN("" + NOW.toEpochMilli()),
            "expires_at", AttributeValue.fromN("" + NOW.plusSeconds(1).getEpochSecond())));
  }

  public ConnectionTableRows add(
      String userId, String connectionId, Map<String, AttributeValue> attributes) {
    var row = new HashMap<>(attributes);
    row.put("user_id", AttributeValue.fromS(userId));
    row.put("connection_id", AttributeValue.fromS(connectionId));
    tables.put(TABLE, row);
    return this;
  }

  /** Adds a row as a join writes it, for the user {@code "u-" + connectionId}. */
  public ConnectionTableRows join(String channel, String connectionId) {
    return join(
        channel,
        connectionId,
        Map.of("expires_at", AttributeValue.fromN("" + NOW.plusSeconds(1).getEpochSecond())));
  }

  public ConnectionTableRows join(
      String channel, String connectionId, Map<String, AttributeValue> attributes) {
    var row = new HashMap<>(attributes);
    row.put(
        "channel_partition",
        AttributeValue.fromS(SubscriptionRow.partitionOf(channel, connectionId)));
    row.put("connection_id", AttributeValue.fromS(connectionId));
    row.put("user_id", AttributeValue.fromS("u-" + connectionId));
    tables.put(SUBSCRIPTIONS, row);
    return this;
  }
}
