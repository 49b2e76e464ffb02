package dev.fanfare.channels.sessions;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.dynamodb.BatchReads;
import dev.fanfare.dynamodb.BatchWrites;
import dev.fanfare.dynamodb.ContentionException;
import dev.fanfare.dynamodb.Transactions;
import dev.fanfare.tables.ConnectionRow;
import dev.fanfare.tables.RowValues;
import dev.fanfare.tables.SubscriptionRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Removes connections from DynamoDB, with two calls per group of connections. One call reads the
 * rows; one transaction deletes rows and memberships and writes sessions. An interrupted removal
 * leaves everything in place, and the next broadcast finds the connection stale. A concurrent join
 * or leave changes the row and makes the condition fail; the removal then starts again from the row
 * in the refusal.
 */
public final class DynamoConnectionRemover implements ConnectionRemover {
  private static final int ATTEMPTS = 10;

  private final DynamoDbClient tables;
  private final BatchReads rows;
  private final Transactions transactions;
  private final BatchWrites memberships;
  private final RemovalTables names;
  private final Duration retention;

  /**
   * @param rows reads the connections table
   * @param memberships writes the subscriptions table
   * @param retention how long sessions are kept
   */
  public DynamoConnectionRemover(
      DynamoDbClient tables,
      BatchReads rows,
      Transactions transactions,
      BatchWrites memberships,
      RemovalTables names,
      Duration retention) {
    this.tables = tables;
    this.rows = rows;
    this.transactions = transactions;
    this.memberships = memberships;
    this.names = names;
    this.retention = retention;
  }

  /**
   * @param retention how long sessions are kept
   */
  public static DynamoConnectionRemover of(
      DynamoDbClient tables, RemovalTables names, Duration retention) {
    return new DynamoConnectionRemover(
        tables,
        BatchReads.of(tables, names.connections()),
        Transactions.of(tables),
        BatchWrites.of(tables, names.subscriptions()),
        names,
        retention);
  }

  @Override
  public List<Session> end(List<Connection> connections, long endedAt, boolean estimated) {
    var byId = new LinkedHashMap<String, Connection>();
    connections.forEach(connection -> byId.put(connection.id(), connection));
    var found = rows(byId.values());
    var removals = new ArrayList<DynamoConnectionRemoval>();
    var withoutRow = new ArrayList<String>();
    for (Connection connection : byId.values()) {
      var row = found.get(connection.id());
      if (row == null) {
        withoutRow.add(connection.id());
      } else {
        removals.add(DynamoConnectionRemoval.of(connection, row, endedAt, estimated, 1));
      }
    }
    removeLeftovers(withoutRow);
    var ended = new ArrayList<Session>();
    end(removals, ended);
    return ended;
  }

  private Map<String, Map<String, AttributeValue>> rows(Iterable<Connection> connections) {
    var keys = new ArrayList<Map<String, AttributeValue>>();
    connections.forEach(
        connection -> keys.add(ConnectionRow.key(connection.userId(), connection.id())));
    var found = new HashMap<String, Map<String, AttributeValue>>();
    rows.read(keys, DynamoConnectionRemoval.ATTRIBUTES)
        .forEach(row -> found.put(RowValues.text(row, ConnectionRow.CONNECTION_ID), row));
    return found;
  }

  /** Puts as many removals into each transaction as fit. */
  private void end(List<DynamoConnectionRemoval> removals, List<Session> ended) {
    var batch = new ArrayList<DynamoConnectionRemoval>();
    int writes = 0;
    for (DynamoConnectionRemoval each : removals) {
      if (writes + each.size() > AwsLimits.TRANSACTION_ITEMS) {
        endBatch(List.copyOf(batch), ended);
        batch.clear();
        writes = 0;
      }
      batch.add(each);
      writes += each.size();
    }
    if (!batch.isEmpty()) {
      endBatch(batch, ended);
    }
  }

  /**
   * Removes connections in one transaction. After a refusal it uses smaller transactions, which
   * succeed even if other writers keep changing some of the rows.
   */
  private void endBatch(List<DynamoConnectionRemoval> removals, List<Session> ended) {
    var writes = removals.stream().flatMap(each -> each.writes(names, retention).stream()).toList();
    List<CancellationReason> reasons;
    try {
      reasons = transactions.write(writes);
    } catch (ContentionException e) {
      if (removals.size() == 1) {
        throw e;
      }
      int half = removals.size() / 2;
      end(removals.subList(0, half), ended);
      end(removals.subList(half, removals.size()), ended);
      return;
    }
    if (reasons.isEmpty()) {
      removals.forEach(each -> ended.add(each.session()));
    } else {
      end(left(removals, reasons), ended);
    }
  }

  /** Returns the remaining removals after a refusal; a refused transaction changes nothing. */
  private static List<DynamoConnectionRemoval> left(
      List<DynamoConnectionRemoval> removals, List<CancellationReason> reasons) {
    var left = new ArrayList<DynamoConnectionRemoval>();
    int write = 0;
    for (DynamoConnectionRemoval each : removals) {
      var reason = reasons.get(write);
      if (!Transactions.isCondition(reason)) {
        left.add(each);
      } else if (reason.hasItem() && !reason.item().isEmpty()) {
        left.add(again(each, reason.item()));
      }
      // Otherwise another writer has removed the connection and its memberships.
      write += each.size();
    }
    return left;
  }

  private static DynamoConnectionRemoval again(
      DynamoConnectionRemoval removal, Map<String, AttributeValue> row) {
    if (removal.attempt() == ATTEMPTS) {
      throw new IllegalStateException(
          "connection %s joined or left channels during all %d attempts to remove it"
              .formatted(removal.connection().id(), ATTEMPTS));
    }
    return removal.again(row);
  }

  /**
   * Removes memberships that outlived their connection's row. TTL may delete the row first, or a
   * failed $connect may leave memberships behind.
   */
  private void removeLeftovers(List<String> connectionIds) {
    var deletes = new ArrayList<WriteRequest>();
    for (String id : connectionIds) {
      var memberships =
          tables
              .queryPaginator(
                  query ->
                      query
                          .tableName(names.subscriptions())
                          .indexName(names.subscriptionsById())
                          .keyConditionExpression(SubscriptionRow.CONNECTION_ID + " = :id")
                          .expressionAttributeValues(Map.of(":id", fromS(id))))
              .items();
      for (var row : memberships) {
        var key =
            Map.of(
                SubscriptionRow.CHANNEL_PARTITION,
                RowValues.required(row, SubscriptionRow.CHANNEL_PARTITION),
                SubscriptionRow.CONNECTION_ID,
                fromS(id));
        deletes.add(WriteRequest.builder().deleteRequest(delete -> delete.key(key)).build());
      }
    }
    memberships.write(deletes);
  }
}
