package dev.fanfare.local.dynamodb;

import dev.fanfare.local.physics.Limit;
import dev.fanfare.local.physics.Physics;
import dev.fanfare.local.physics.TableThroughput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.dynamodb.services.exceptions.AWSExceptionFactory;
import software.amazon.dynamodb.services.exceptions.AmazonServiceExceptionType;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;

/** The throughput of all tables, by their names, and that of their indexes. */
final class TableLimits {
  private static final String ON_DEMAND =
      "Throughput exceeds the current capacity of your table or index. DynamoDB is automatically"
          + " scaling your table or index so please try again shortly. If exceptions persist, check"
          + " if you have a hot key:"
          + " https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html";
  private static final String PROVISIONED =
      "The level of configured provisioned throughput for the table was exceeded. Consider"
          + " increasing your provisioning level with the UpdateTable API.";

  private static final CancellationReason NO_REASON =
      CancellationReason.builder().code("None").build();
  private static final CancellationReason THROTTLED =
      CancellationReason.builder().code("ThrottlingError").message(ON_DEMAND).build();

  private final Physics physics;
  private final LongSupplier nanos;
  private final Map<String, Table> tables = new ConcurrentHashMap<>();

  /**
   * A table, or an index of one.
   *
   * @param hashKey the name of its hash key
   */
  private record Table(String hashKey, boolean isOnDemand, TableThroughput throughput) {}

  /** Whether an operation reads or writes. */
  enum Side {
    READ,
    WRITE
  }

  /**
   * A part of an operation.
   *
   * @param least the least that it costs, in units
   * @param table the name of a table, or that of an index behind it
   * @param key the value of the hash key; empty at the start of a scan
   */
  record Use(Side side, double least, String table, Optional<AttributeValue> key) {
    int hash() {
      return key.map(AttributeValue::hashCode).orElse(0);
    }
  }

  /**
   * @param nanos reads the time
   */
  TableLimits(Physics physics, LongSupplier nanos) {
    this.physics = physics;
    this.nanos = nanos;
  }

  void created(CreateTableRequest request) {
    boolean isOnDemand = request.billingMode() == BillingMode.PAY_PER_REQUEST;
    put(request.tableName(), request.keySchema(), isOnDemand);
    for (var index : request.globalSecondaryIndexes()) {
      put(index(request.tableName(), index.indexName()), index.keySchema(), isOnDemand);
    }
    for (var index : request.localSecondaryIndexes()) {
      // It lies in the partitions of its table.
      Optional.ofNullable(tables.get(request.tableName()))
          .ifPresent(table -> tables.put(index(request.tableName(), index.indexName()), table));
    }
  }

  private void put(String name, List<KeySchemaElement> schema, boolean isOnDemand) {
    schema.stream()
        .filter(element -> element.keyType() == KeyType.HASH)
        .map(KeySchemaElement::attributeName)
        .map(key -> new Table(key, isOnDemand, new TableThroughput(physics, nanos.getAsLong())))
        .forEach(table -> tables.put(name, table));
  }

  /** The name under which an index is limited. */
  static String index(String table, @Nullable String index) {
    return index == null ? table : table + "/" + index;
  }

  /** The use of an item or a key. */
  Use of(Side side, double least, String name, Map<String, AttributeValue> item) {
    return new Use(side, least, name, hashKey(name).map(item::get));
  }

  Optional<String> hashKey(String name) {
    return Optional.ofNullable(tables.get(name)).map(Table::hashKey);
  }

  /** Takes the least that a use costs; false if a limit refuses it. */
  boolean isWithin(Use use) {
    var table = tables.get(use.table());
    if (table == null) {
      return true; // There is no such table: the database says so.
    }
    Optional<Limit> refusedBy =
        use.side() == Side.READ
            ? table.throughput().read(use.hash(), use.least(), nanos.getAsLong())
            : table.throughput().write(use.hash(), use.least(), nanos.getAsLong());
    return refusedBy.isEmpty();
  }

  /**
   * Takes the least that a use costs.
   *
   * @throws DynamoDBLocalServiceException if a limit refuses it
   */
  void require(Use use) {
    if (!isWithin(use)) {
      throw refusal(use.table());
    }
  }

  DynamoDBLocalServiceException refusal(String name) {
    var table = tables.get(name);
    return table == null || table.isOnDemand()
        ? AWSExceptionFactory.buildAWSException(
            AmazonServiceExceptionType.THROTTLING_EXCEPTION, ON_DEMAND)
        : AWSExceptionFactory.buildAWSException(
            AmazonServiceExceptionType.PROVISIONED_THROUGHPUT_EXCEEDED_EXCEPTION, PROVISIONED);
  }

  /**
   * Takes the least that each part of a transaction costs.
   *
   * @throws DynamoDBLocalServiceException if a limit refuses one: the transaction is cancelled
   */
  void requireAll(List<Use> uses) {
    var reasons = new ArrayList<CancellationReason>();
    boolean isRefused = false;
    for (Use use : uses) {
      boolean isWithin = isWithin(use);
      isRefused |= !isWithin;
      reasons.add(isWithin ? NO_REASON : THROTTLED);
    }
    if (isRefused) {
      throw AWSExceptionFactory.buildTransactionCanceledException(reasons);
    }
  }

  /**
   * Takes the rest of the cost, which the database knows afterwards.
   *
   * @return the cost as the client asks for it; null if it does not
   */
  @Nullable ConsumedCapacity settled(
      Use use, @Nullable ConsumedCapacity cost, @Nullable ReturnConsumedCapacity asked) {
    if (cost != null) {
      settle(List.of(use), cost);
    }
    return cost == null || !isAsked(asked) ? null : shown(cost, asked);
  }

  /** The same for an operation on several items and tables, whose costs are by table. */
  @Nullable List<ConsumedCapacity> settled(
      List<Use> uses, List<ConsumedCapacity> costs, @Nullable ReturnConsumedCapacity asked) {
    for (ConsumedCapacity cost : costs) {
      settle(uses.stream().filter(use -> use.table().equals(cost.tableName())).toList(), cost);
    }
    return isAsked(asked) ? costs.stream().map(cost -> shown(cost, asked)).toList() : null;
  }

  private static boolean isAsked(@Nullable ReturnConsumedCapacity asked) {
    return asked != null && asked != ReturnConsumedCapacity.NONE;
  }

  private static ConsumedCapacity shown(
      ConsumedCapacity cost, @Nullable ReturnConsumedCapacity asked) {
    return asked == ReturnConsumedCapacity.INDEXES
        ? cost
        : ConsumedCapacity.builder()
            .tableName(cost.tableName())
            .capacityUnits(cost.capacityUnits())
            .build();
  }

  /** Parts of one operation on one table share its cost evenly. */
  private void settle(List<Use> uses, ConsumedCapacity cost) {
    for (Use use : uses) {
      double units = units(use, cost) / uses.size() - use.least();
      var table = tables.get(use.table());
      if (table != null && units > 0 && use.side() == Side.READ) {
        table.throughput().chargeRead(use.hash(), units, nanos.getAsLong());
      } else if (table != null && units > 0) {
        table.throughput().chargeWrite(use.hash(), units, nanos.getAsLong());
      }
    }
  }

  private static double units(Use use, ConsumedCapacity cost) {
    String name = use.table();
    int slash = name.indexOf('/');
    var capacity =
        slash < 0 ? cost.table() : cost.globalSecondaryIndexes().get(name.substring(slash + 1));
    return capacity == null ? cost.capacityUnits() : capacity.capacityUnits();
  }
}
