package dev.fanfare.devtools.demo;

import dev.fanfare.local.LocalStack;
import dev.fanfare.tables.ConnectionRow;
import dev.fanfare.tables.RowValues;
import dev.fanfare.tables.StaleRow;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The rows of the tables of stale and of current connections after a broadcast, counted by user.
 */
record StaleRows(Map<String, Integer> recorded, Map<String, Integer> connected) {

  static StaleRows read(LocalStack stack, String broadcastId) {
    DynamoDbClient tables = stack.tables();
    var recorded = new HashMap<String, Integer>();
    for (int partition = 0; partition < StaleRow.PARTITIONS; partition++) {
      String hash = StaleRow.partition(broadcastId, partition);
      count(
          recorded,
          StaleRow.USER_ID,
          tables
              .queryPaginator(
                  query ->
                      query
                          .tableName(stack.output("StaleConnectionsTableName"))
                          .keyConditionExpression(StaleRow.PARTITION + " = :hash")
                          .expressionAttributeValues(Map.of(":hash", AttributeValue.fromS(hash))))
              .items()
              .stream());
    }
    var connected = new HashMap<String, Integer>();
    count(
        connected,
        ConnectionRow.USER_ID,
        tables
            .scanPaginator(scan -> scan.tableName(stack.output("ConnectionsTableName")))
            .items()
            .stream()
            .filter(
                row ->
                    !ConnectionRow.isBan(
                        RowValues.required(row, ConnectionRow.CONNECTION_ID).s())));
    return new StaleRows(recorded, connected);
  }

  private static void count(
      Map<String, Integer> counts, String attribute, Stream<Map<String, AttributeValue>> rows) {
    rows.forEach(row -> counts.merge(RowValues.required(row, attribute).s(), 1, Integer::sum));
  }
}
