package dev.fanfare.devtools.demo;

import dev.fanfare.local.LocalStack;
import dev.fanfare.tables.SubscriptionRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * How a channel's members are spread over the partitions of the table of memberships.
 *
 * @param largest members in the partition that has most
 * @param largestToEven the same as a multiple of the even share; 0 for a channel without members
 */
record ChannelSpread(
    String channel, long members, int partitions, long largest, double largestToEven) {
  /** What the largest partition may hold, as a multiple of the even share. */
  static final double MAX_TO_EVEN = 2;

  /**
   * From so many members on the spread is judged: among fewer, a partition may hold more than twice
   * its share by mere chance; here the chance is below one in a billion.
   */
  private static final long JUDGED_FROM = 1_000;

  static ChannelSpread of(String channel, Collection<Long> partitions) {
    long members = partitions.stream().mapToLong(Long::longValue).sum();
    long largest = partitions.stream().mapToLong(Long::longValue).max().orElse(0);
    double toEven = members == 0 ? 0 : (double) largest * partitions.size() / members;
    return new ChannelSpread(channel, members, partitions.size(), largest, toEven);
  }

  /** Counts the rows of each channel, partition by partition. */
  static List<ChannelSpread> read(LocalStack stack, Collection<String> channels) {
    String table = stack.output("SubscriptionsTableName");
    return channels.stream().map(channel -> read(stack.tables(), table, channel)).toList();
  }

  private static ChannelSpread read(DynamoDbClient tables, String table, String channel) {
    var counts = new ArrayList<Long>();
    for (int partition = 0; partition < SubscriptionRow.PARTITIONS; partition++) {
      String hash = SubscriptionRow.partition(channel, partition);
      counts.add(
          tables
              .queryPaginator(
                  query ->
                      query
                          .tableName(table)
                          .select(Select.COUNT)
                          .consistentRead(true)
                          .keyConditionExpression(SubscriptionRow.CHANNEL_PARTITION + " = :hash")
                          .expressionAttributeValues(Map.of(":hash", AttributeValue.fromS(hash))))
              .stream()
              .mapToLong(QueryResponse::count)
              .sum());
    }
    return of(channel, counts);
  }

  boolean isUneven() {
    return members >= JUDGED_FROM && largestToEven > MAX_TO_EVEN;
  }
}
