package dev.fanfare.tests.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.channels.DynamoChannelMembers;
import dev.fanfare.local.account.StackClients;
import dev.fanfare.local.dynamodb.LocalDynamoDb;
import dev.fanfare.tables.SubscriptionRow;
import dev.fanfare.tests.messages.NewTable;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Who is a member of a channel, on DynamoDB Local. */
class DynamoChannelMembersIT {
  private static final String SUBSCRIPTIONS = "Subscriptions";
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  @Test
  void contains_memberNonMemberAndExpiredMember_isTrueForTheFirst() {
    try (var dynamoDb = LocalDynamoDb.start(0);
        var clients = StackClients.of("eu-central-2")) {
      var tables = clients.dynamoDb(dynamoDb.endpoint());
      new NewTable(SUBSCRIPTIONS, "channel_partition", "connection_id", ScalarAttributeType.S)
          .create(tables);
      var members =
          new DynamoChannelMembers(tables, SUBSCRIPTIONS, Clock.fixed(NOW, ZoneOffset.UTC));
      long now = NOW.getEpochSecond();
      subscribe(tables, "alive", Map.of("expires_at", AttributeValue.fromN("" + (now + 1))));
      subscribe(tables, "dead", Map.of("expires_at", AttributeValue.fromN("" + now)));
      subscribe(tables, "undying", Map.of());

      assertThat(members.contains("alive", "c", NOW)).isTrue();
      assertThat(members.contains("undying", "c", NOW)).isTrue();
      assertThat(members.contains("dead", "c", NOW)).isFalse();
      assertThat(members.contains("alive", "another", NOW)).isFalse();
      assertThat(members.contains("none", "c", NOW)).isFalse();
    }
  }

  private static void subscribe(
      DynamoDbClient tables, String channel, Map<String, AttributeValue> attributes) {
    var row = new HashMap<>(attributes);
    row.put("channel_partition", AttributeValue.fromS(SubscriptionRow.partitionOf(channel, "c")));
    row.put("connection_id", AttributeValue.fromS("c"));
    tables.putItem(put -> put.tableName(SUBSCRIPTIONS).item(row));
  }
}
