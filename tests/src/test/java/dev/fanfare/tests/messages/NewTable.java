package dev.fanfare.tests.messages;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * A table with the same keys as a table of the template.
 *
 * @param hash the hash key, a string
 * @param range the range key, of the given type; null for a table without one
 */
public record NewTable(String name, String hash, String range, ScalarAttributeType rangeType) {

  public void create(DynamoDbClient tables) {
    tables.createTable(
        table ->
            table
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(
                    range == null
                        ? List.of(part(hash, KeyType.HASH))
                        : List.of(part(hash, KeyType.HASH), part(range, KeyType.RANGE)))
                .attributeDefinitions(
                    range == null
                        ? List.of(attribute(hash, ScalarAttributeType.S))
                        : List.of(
                            attribute(hash, ScalarAttributeType.S), attribute(range, rangeType))));
  }

  private static KeySchemaElement part(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }
}
