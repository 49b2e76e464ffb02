package dev.fanfare.local.dynamodb;

import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

/**
 * A table of the template.
 *
 * @param request the request that creates the table
 * @param ttlAttribute the attribute with an item's expiry time, in seconds since 1970
 */
public record TableSpec(
    String logicalId, String arn, CreateTableRequest request, Optional<String> ttlAttribute) {

  public String name() {
    return request.tableName();
  }

  public void create(DynamoDbClient tables) {
    tables.createTable(request);
    ttlAttribute.ifPresent(
        attribute ->
            tables.updateTimeToLive(
                update ->
                    update
                        .tableName(name())
                        .timeToLiveSpecification(
                            ttl -> ttl.attributeName(attribute).enabled(true))));
  }
}
