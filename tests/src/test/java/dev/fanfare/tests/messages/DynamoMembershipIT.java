package dev.fanfare.tests.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.local.dynamodb.LocalDynamoDb;
import dev.fanfare.loopback.LocalClients;
import dev.fanfare.messages.DynamoMembership;
import dev.fanfare.tables.SubscriptionRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Memberships on DynamoDB Local. */
class DynamoMembershipIT {
  private static final String SUBSCRIPTIONS = "Subscriptions";
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  @Test
  void contains_memberNonMemberAndExpiredMember_isTrueForTheFirst() {
    try (var dynamoDb = LocalDynamoDb.start(0);
        var clients = new LocalClients("eu-central-2")) {
      var tables = clients.dynamoDb(dynamoDb.endpoint());
      new NewTable(SUBSCRIPTIONS, "channel_partition", "connection_id", ScalarAttributeType.S)
          .create(tables);
      var members = new DynamoMembership(tables, SUBSCRIPTIONS);
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
