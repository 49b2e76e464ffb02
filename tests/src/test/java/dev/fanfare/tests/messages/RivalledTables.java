package dev.fanfare.tests.messages;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** DynamoDB with a rival writer that is always a moment faster. */
record RivalledTables(DynamoDbClient tables, Runnable rival) implements DynamoDbClient {

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    return tables.getItem(request);
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    rival.run();
    return tables.transactWriteItems(request);
  }

  @Override
  public String serviceName() {
    return tables.serviceName();
  }

  @Override
  public void close() {
    // The code that created the tables closes them.
  }
}
