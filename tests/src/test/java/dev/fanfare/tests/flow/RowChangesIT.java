package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.text.Json;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/**
 * Watches an external table that the template only names. The table is created while the stack is
 * already running.
 */
@OnStack(StackKind.ALL_SOURCES)
class RowChangesIT {
  private static final String TABLE = "orders";

  @Test
  void row_insertedAndChanged_isSentToTheChannelWithTheChosenFields(Flow flow) {
    List<String> users = flow.names("user", 3);
    flow.connect(users);
    flow.memberships().join("changes", users.subList(0, 2));
    createTable(flow);
    String id = flow.name("order");

    put(flow, id, "1.10", "packed");
    await().atMost(Duration.ofSeconds(30)).until(() -> flow.messages() == 2);
    put(flow, id, "1.10", "sent");
    await().atMost(Duration.ofSeconds(30)).until(() -> flow.messages() == 4);

    assertThat(flow.received())
        .allSatisfy(
            client ->
                assertThat(client.texts().stream().map(RowChangesIT::withoutPlace).toList())
                    .isEqualTo(
                        client.user().equals(users.get(2))
                            ? List.of()
                            : List.of(
                                change("INSERT", id, "packed"), change("MODIFY", id, "sent"))));
  }

  @Test
  void row_changedEightTimes_isSentInTheOrderOfTheStream(Flow flow) {
    List<String> users = flow.names("user", 3);
    flow.connect(users);
    flow.memberships().join("changes", users);
    createTable(flow);
    String id = flow.name("order");

    for (int change = 1; change <= 8; change++) {
      put(flow, id, "" + change, "changed");
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> flow.messages() == 3 * 8);

    assertThat(flow.received())
        .allSatisfy(
            client -> {
              var changes = client.texts().stream().map(RowChangesIT::json).toList();
              assertThat(changes)
                  .extracting(change -> change.at("/item/price").asInt())
                  .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
              assertThat(changes)
                  .extracting(change -> new BigInteger(change.path("sequence_number").asText()))
                  .isSorted()
                  .doesNotHaveDuplicates();
              assertThat(changes)
                  .extracting(change -> change.path("position").asLong())
                  .isSorted()
                  .doesNotHaveDuplicates();
            });
  }

  private static JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** Removes the sequence number and the position, which differ for every change. */
  private static String withoutPlace(String text) {
    String place =
        "(.*)\"sequence_number\":\"\\d+\",(.*),\"channel\":\"changes\",\"position\":\\d+}";
    assertThat(text).matches(place);
    return text.replaceFirst(place, "$1$2}");
  }

  /** The expected notice. It contains only chosen fields, so the secret is not in it. */
  private static String change(String event, String id, String state) {
    return "{\"table\":\"orders\",\"event\":\"%s\",\"keys\":{\"id\":\"%s\"},\"item\":{\"price\":1.1,\"state\":\"%s\"}}"
        .formatted(event, id, state);
  }

  private static void put(Flow flow, String id, String price, String state) {
    flow.shared()
        .tables()
        .putItem(
            put ->
                put.tableName(TABLE)
                    .item(
                        Map.of(
                            "id", AttributeValue.fromS(id),
                            "price", AttributeValue.fromN(price),
                            "secret", AttributeValue.fromS("for nobody"),
                            "state", AttributeValue.fromS(state))));
  }

  private static void createTable(Flow flow) {
    try {
      flow.shared()
          .tables()
          .createTable(
              create ->
                  create
                      .tableName(TABLE)
                      .billingMode(BillingMode.PAY_PER_REQUEST)
                      .keySchema(
                          KeySchemaElement.builder()
                              .attributeName("id")
                              .keyType(KeyType.HASH)
                              .build())
                      .attributeDefinitions(
                          AttributeDefinition.builder()
                              .attributeName("id")
                              .attributeType(ScalarAttributeType.S)
                              .build())
                      .streamSpecification(
                          stream ->
                              stream.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE)));
    } catch (ResourceInUseException e) {
      // Another test has created the table.
    }
  }
}
