package dev.fanfare.local.dynamodb;

import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The hash key that a query asks for. */
final class QueryKey {
  private QueryKey() {}

  /**
   * @param hashKey the name of the hash key of the table or index
   */
  static Optional<AttributeValue> of(QueryRequest query, String hashKey) {
    if (query.keyConditionExpression() == null) {
      return Optional.ofNullable(query.keyConditions().get(hashKey))
          .map(condition -> condition.attributeValueList().get(0));
    }
    for (String clause : query.keyConditionExpression().split("(?i)\\s+and\\s+")) {
      String[] sides = clause.replaceAll("[()]", "").split("=", 2);
      String name = sides[0].strip();
      if (query.expressionAttributeNames().getOrDefault(name, name).equals(hashKey)) {
        return Optional.ofNullable(query.expressionAttributeValues().get(sides[1].strip()));
      }
    }
    return Optional.empty();
  }
}
