package dev.fanfare.bench.stale;

import static dev.fanfare.tables.RowValues.required;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.channels.sessions.RemovalTables;
import dev.fanfare.dynamodb.BatchWrites;
import dev.fanfare.dynamodb.Transactions;
import dev.fanfare.tables.ConnectionRow;
import dev.fanfare.tables.SessionRow;
import dev.fanfare.tables.StaleRow;
import dev.fanfare.tables.SubscriptionRow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The previous code for pruning, for comparison. It reads one partition after another in pages of
 * 500, and makes four calls for each connection: its row, its memberships by the index, their
 * deletion in a batch, and a transaction for row and session.
 */
final class SequentialPruning {
  private static final int PAGE_ROWS = 500;
  private static final int THREADS = 64;

  private final DynamoDbClient tables;
  private final RemovalTables names;
  private final BatchWrites memberships;
  private final Transactions transactions;

  SequentialPruning(DynamoDbClient tables, RemovalTables names) {
    this.tables = tables;
    this.names = names;
    this.memberships = BatchWrites.of(tables, names.subscriptions());
    this.transactions = Transactions.of(tables);
  }

  long prune(String staleTable, String broadcastId) {
    var executor = Executors.newFixedThreadPool(THREADS);
    try {
      long pruned = 0;
      for (int partition = 0; partition < StaleRow.PARTITIONS; partition++) {
        pruned += prune(staleTable, StaleRow.partition(broadcastId, partition), executor);
      }
      return pruned;
    } finally {
      executor.shutdown();
    }
  }

  private long prune(String staleTable, String partition, Executor executor) {
    long pruned = 0;
    Map<String, AttributeValue> from = null;
    do {
      var start = from;
      var page =
          tables.query(
              query ->
                  query
                      .tableName(staleTable)
                      .keyConditionExpression(StaleRow.PARTITION + " = :partition")
                      .expressionAttributeValues(Map.of(":partition", fromS(partition)))
                      .consistentRead(true)
                      .limit(PAGE_ROWS)
                      .exclusiveStartKey(start));
      var ends =
          page.items().stream()
              .map(
                  row ->
                      CompletableFuture.runAsync(
                          () -> end(ConnectionRow.connection(row)), executor))
              .toArray(CompletableFuture<?>[]::new);
      CompletableFuture.allOf(ends).join();
      pruned += page.count();
      from = page.lastEvaluatedKey();
    } while (!from.isEmpty());
    return pruned;
  }

  private void end(Connection connection) {
    var key = ConnectionRow.key(connection.userId(), connection.id());
    var row =
        tables
            .getItem(get -> get.tableName(names.connections()).key(key).consistentRead(true))
            .item();
    var own = required(row, ConnectionRow.CHANNELS);
    var channels = new TreeSet<>(indexed(connection.id()));
    channels.addAll(own.ss());
    memberships.write(
        channels.stream()
            .map(channel -> SubscriptionRow.key(channel, connection.id()))
            .map(each -> WriteRequest.builder().deleteRequest(del -> del.key(each)).build())
            .toList());
    var delete =
        Delete.builder()
            .tableName(names.connections())
            .key(key)
            .conditionExpression("channels = :channels")
            .expressionAttributeValues(Map.of(":channels", own))
            .build();
    transactions.write(
        List.of(TransactWriteItem.builder().delete(delete).build(), session(connection)));
  }

  private List<String> indexed(String connectionId) {
    return tables
        .query(
            query ->
                query
                    .tableName(names.subscriptions())
                    .indexName(names.subscriptionsById())
                    .keyConditionExpression(SubscriptionRow.CONNECTION_ID + " = :id")
                    .expressionAttributeValues(Map.of(":id", fromS(connectionId))))
        .items()
        .stream()
        .map(row -> SubscriptionRow.channel(required(row, SubscriptionRow.CHANNEL_PARTITION).s()))
        .toList();
  }

  private TransactWriteItem session(Connection connection) {
    long endedAt = System.currentTimeMillis();
    var row = SessionRow.of(connection, endedAt, 1, true, Duration.ofDays(1));
    return TransactWriteItem.builder()
        .put(put -> put.tableName(names.sessions()).item(row))
        .build();
  }
}
