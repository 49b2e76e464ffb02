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
 * How the members of a channel are spread over the partitions of the table of memberships.
 *
 * @param members number of members
 * @param partitions number of partitions
 * @param largest number of members in the largest partition
 * @param largestToEven size of the largest partition as a multiple of the even share; 0 for a
 *     channel without members
 */
record ChannelSpread(
    String channel, long members, int partitions, long largest, double largestToEven) {
  /** Maximum size of a partition, as a multiple of the even share. */
  static final double MAX_TO_EVEN = 2;

  /**
   * The spread is checked from this number of members on. With fewer members, a partition can
   * exceed twice its share by chance; from here on, the chance is below one in a billion.
   */
  private static final long MIN_MEMBERS = 1_000;

  static ChannelSpread of(String channel, Collection<Long> partitions) {
    long members = partitions.stream().mapToLong(Long::longValue).sum();
    long largest = partitions.stream().mapToLong(Long::longValue).max().orElse(0);
    double toEven = members == 0 ? 0 : (double) largest * partitions.size() / members;
    return new ChannelSpread(channel, members, partitions.size(), largest, toEven);
  }

  /** Counts the rows of each channel in each partition. */
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
    return members >= MIN_MEMBERS && largestToEven > MAX_TO_EVEN;
  }
}
