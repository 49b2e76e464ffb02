package dev.fanfare.local.dynamodb;

import static dev.fanfare.local.dynamodb.TableLimits.Side.READ;
import static dev.fanfare.local.dynamodb.TableLimits.Side.WRITE;
import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.INDEXES;

import dev.fanfare.local.dynamodb.TableLimits.Use;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;

/**
 * A database whose tables have limits. An operation takes the least that it costs, or is refused.
 * The database knows the whole cost afterwards, and the table pays the rest. Writes do not wait for
 * their indexes, and PartiQL is not limited.
 */
final class LimitedRequests extends LocalDynamoDBRequestHandler {
  private static final double UNIT = 1;
  private static final double EVENTUAL = 0.5;
  private static final double TRANSACTION = 2;

  private final TableLimits limits;

  LimitedRequests(TableLimits limits) throws DynamoDBLocalServiceException {
    super(0, DynamoDbHandler.IN_MEMORY, null, DynamoDbHandler.SHARED, DynamoDbHandler.DELAYS);
    this.limits = limits;
  }

  @Override
  public CreateTableResponse createTable(String key, String region, CreateTableRequest request) {
    var response = super.createTable(key, region, request);
    limits.created(request);
    return response;
  }

  @Override
  public PutItemResponse putItem(String key, String region, PutItemRequest request) {
    var use = limits.of(WRITE, UNIT, request.tableName(), request.item());
    limits.require(use);
    var response = super.putItem(key, region, request.copy(r -> r.returnConsumedCapacity(INDEXES)));
    var cost = limits.settled(use, response.consumedCapacity(), request.returnConsumedCapacity());
    return response.copy(r -> r.consumedCapacity(cost));
  }

  @Override
  public UpdateItemResponse updateItem(String key, String region, UpdateItemRequest request) {
    var use = limits.of(WRITE, UNIT, request.tableName(), request.key());
    limits.require(use);
    var response =
        super.updateItem(key, region, request.copy(r -> r.returnConsumedCapacity(INDEXES)));
    var cost = limits.settled(use, response.consumedCapacity(), request.returnConsumedCapacity());
    return response.copy(r -> r.consumedCapacity(cost));
  }

  @Override
  public DeleteItemResponse deleteItem(String key, String region, DeleteItemRequest request) {
    var use = limits.of(WRITE, UNIT, request.tableName(), request.key());
    limits.require(use);
    var response =
        super.deleteItem(key, region, request.copy(r -> r.returnConsumedCapacity(INDEXES)));
    var cost = limits.settled(use, response.consumedCapacity(), request.returnConsumedCapacity());
    return response.copy(r -> r.consumedCapacity(cost));
  }

  @Override
  public GetItemResponse getItem(String key, String region, GetItemRequest request) {
    var use = limits.of(READ, least(request.consistentRead()), request.tableName(), request.key());
    limits.require(use);
    var response = super.getItem(key, region, request.copy(r -> r.returnConsumedCapacity(INDEXES)));
    var cost = limits.settled(use, response.consumedCapacity(), request.returnConsumedCapacity());
    return response.copy(r -> r.consumedCapacity(cost));
  }

  @Override
  public QueryResponse query(String key, String region, QueryRequest request) {
    String name = TableLimits.index(request.tableName(), request.indexName());
    var hashKey = limits.hashKey(name).flatMap(hash -> QueryKey.of(request, hash));
    var use = new Use(READ, least(request.consistentRead()), name, hashKey);
    limits.require(use);
    var response = super.query(key, region, request.copy(r -> r.returnConsumedCapacity(INDEXES)));
    var cost = limits.settled(use, response.consumedCapacity(), request.returnConsumedCapacity());
    return response.copy(r -> r.consumedCapacity(cost));
  }

  @Override
  public ScanResponse scan(String key, String region, ScanRequest request) {
    String name = TableLimits.index(request.tableName(), request.indexName());
    var use = limits.of(READ, least(request.consistentRead()), name, request.exclusiveStartKey());
    limits.require(use);
    var response = super.scan(key, region, request.copy(r -> r.returnConsumedCapacity(INDEXES)));
    var cost = limits.settled(use, response.consumedCapacity(), request.returnConsumedCapacity());
    return response.copy(r -> r.consumedCapacity(cost));
  }

  /** The items of refused partitions stay unprocessed. */
  @Override
  public BatchWriteItemResponse batchWriteItem(
      String key, String region, BatchWriteItemRequest request) {
    var admitted = new HashMap<String, List<WriteRequest>>();
    var refused = new HashMap<String, List<WriteRequest>>();
    var uses = new ArrayList<Use>();
    request
        .requestItems()
        .forEach(
            (table, writes) ->
                writes.forEach(
                    write -> {
                      var use = limits.of(WRITE, UNIT, table, item(write));
                      boolean isWithin = limits.isWithin(use);
                      (isWithin ? admitted : refused)
                          .computeIfAbsent(table, none -> new ArrayList<>())
                          .add(write);
                      if (isWithin) {
                        uses.add(use);
                      }
                    }));
    if (admitted.isEmpty() && !refused.isEmpty()) {
      throw limits.refusal(refused.keySet().iterator().next());
    }
    var response =
        super.batchWriteItem(
            key,
            region,
            request.copy(r -> r.requestItems(admitted).returnConsumedCapacity(INDEXES)));
    response.unprocessedItems().forEach((table, left) -> merge(refused, table, left));
    var costs = limits.settled(uses, response.consumedCapacity(), request.returnConsumedCapacity());
    return response.copy(r -> r.unprocessedItems(refused).consumedCapacity(costs));
  }

  private static Map<String, AttributeValue> item(WriteRequest write) {
    return write.putRequest() == null ? write.deleteRequest().key() : write.putRequest().item();
  }

  private static void merge(
      Map<String, List<WriteRequest>> refused, String table, List<WriteRequest> left) {
    refused.computeIfAbsent(table, none -> new ArrayList<>()).addAll(left);
  }

  /** The keys of refused partitions stay unprocessed. */
  @Override
  public BatchGetItemResponse batchGetItem(String key, String region, BatchGetItemRequest request) {
    var admitted = new HashMap<String, KeysAndAttributes>();
    var refused = new HashMap<String, KeysAndAttributes>();
    var uses = new ArrayList<Use>();
    request
        .requestItems()
        .forEach(
            (table, keys) -> {
              double least = least(keys.consistentRead());
              var split =
                  keys.keys().stream()
                      .collect(
                          Collectors.partitioningBy(
                              each -> admit(limits.of(READ, least, table, each), uses)));
              put(admitted, table, keys, split.getOrDefault(true, List.of()));
              put(refused, table, keys, split.getOrDefault(false, List.of()));
            });
    if (admitted.isEmpty() && !refused.isEmpty()) {
      throw limits.refusal(refused.keySet().iterator().next());
    }
    var response =
        super.batchGetItem(
            key,
            region,
            request.copy(r -> r.requestItems(admitted).returnConsumedCapacity(INDEXES)));
    response
        .unprocessedKeys()
        .forEach((table, left) -> refused.merge(table, left, LimitedRequests::both));
    var costs = limits.settled(uses, response.consumedCapacity(), request.returnConsumedCapacity());
    return response.copy(r -> r.unprocessedKeys(refused).consumedCapacity(costs));
  }

  private static KeysAndAttributes both(KeysAndAttributes refused, KeysAndAttributes left) {
    return refused.copy(
        k -> k.keys(Stream.concat(refused.keys().stream(), left.keys().stream()).toList()));
  }

  private boolean admit(Use use, List<Use> admitted) {
    return limits.isWithin(use) && admitted.add(use);
  }

  private static void put(
      Map<String, KeysAndAttributes> into,
      String table,
      KeysAndAttributes all,
      List<Map<String, AttributeValue>> keys) {
    if (!keys.isEmpty()) {
      into.put(table, all.copy(k -> k.keys(keys)));
    }
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(
      String key, String region, TransactWriteItemsRequest request) {
    var uses = request.transactItems().stream().map(this::use).toList();
    limits.requireAll(uses);
    var response =
        super.transactWriteItems(key, region, request.copy(r -> r.returnConsumedCapacity(INDEXES)));
    var costs = limits.settled(uses, response.consumedCapacity(), request.returnConsumedCapacity());
    return response.copy(r -> r.consumedCapacity(costs));
  }

  private Use use(TransactWriteItem write) {
    if (write.put() != null) {
      return limits.of(WRITE, TRANSACTION, write.put().tableName(), write.put().item());
    } else if (write.update() != null) {
      return limits.of(WRITE, TRANSACTION, write.update().tableName(), write.update().key());
    } else if (write.delete() != null) {
      return limits.of(WRITE, TRANSACTION, write.delete().tableName(), write.delete().key());
    }
    return limits.of(
        WRITE, TRANSACTION, write.conditionCheck().tableName(), write.conditionCheck().key());
  }

  @Override
  public TransactGetItemsResponse transactGetItems(
      String key, String region, TransactGetItemsRequest request) {
    var uses =
        request.transactItems().stream()
            .map(each -> limits.of(READ, TRANSACTION, each.get().tableName(), each.get().key()))
            .toList();
    limits.requireAll(uses);
    var response =
        super.transactGetItems(key, region, request.copy(r -> r.returnConsumedCapacity(INDEXES)));
    var costs = limits.settled(uses, response.consumedCapacity(), request.returnConsumedCapacity());
    return response.copy(r -> r.consumedCapacity(costs));
  }

  private static double least(@Nullable Boolean isConsistent) {
    return Boolean.TRUE.equals(isConsistent) ? UNIT : EVENTUAL;
  }
}
