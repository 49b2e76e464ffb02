package dev.fanfare.push.permits;

import dev.fanfare.tables.PermitRow;
import dev.fanfare.tables.RowValues;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Stores permits in DynamoDB: one item per second and budget, and one for the budget's level. Each
 * item has its own hash key. One partition takes 1,000 writes per second, and DynamoDB cannot split
 * adjacent seconds under one key. With separate keys, a key takes only the draws of one second. The
 * level is written when a wave of 429 starts, and every two seconds while the budget recovers; each
 * pusher reads it every 0.7 s. {@link PermitRow} shows an example.
 *
 * <p>If the SDK repeats a write because its response was lost, it draws twice. The slots of the
 * first draw are then lost; no slot is given to two pushers.
 */
public final class DynamoPermitStore implements PermitStore {
  private static final long KEEP_SECONDS = 3_600;

  /** Permits that take longer than this arrive too late. */
  private static final Duration MAX_CALL_TIME = Duration.ofSeconds(1);

  private static final int THREADS = 4;

  /** Aliases for all attribute names, so that DynamoDB's reserved words do not matter. */
  private static final Map<String, String> NAMES =
      Map.of(
          "#rate", PermitRow.RATE,
          "#next", PermitRow.NEXT,
          "#parts", PermitRow.PARTS,
          "#changed", PermitRow.CHANGED_AT,
          "#halved", PermitRow.HALVED_AT,
          "#expires", PermitRow.EXPIRES_AT);

  private final DynamoDbClient tables;
  private final String table;
  private final Executor background;
  private final LastDraws lastDraws = new LastDraws();

  /**
   * @param background runs the calls that wait for DynamoDB
   */
  public DynamoPermitStore(DynamoDbClient tables, String table, Executor background) {
    this.tables = tables;
    this.table = table;
    this.background = background;
  }

  /** Creates daemon threads, which start with the first call and end after some idle seconds. */
  public static ExecutorService background() {
    var threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              var thread = new Thread(task, "permits");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  @Override
  public LastDraws lastDraws() {
    return lastDraws;
  }

  @Override
  public CompletableFuture<WriteResult> add(Key key, double rate, long from, long end, long count) {
    return write(
        key,
        update ->
            update
                .updateExpression("ADD #next :count")
                .conditionExpression("#rate = :rate AND #next >= :from AND #next < :end"),
        Map.of(
            ":count", number(count),
            ":rate", number(rate),
            ":from", number(from),
            ":end", number(end)));
  }

  @Override
  public CompletableFuture<WriteResult> jump(Key key, long from, Counter counter) {
    return write(
        key,
        update ->
            update
                .updateExpression(
                    "SET #rate = :rate, #next = :next, #parts = if_not_exists(#parts, :parts),"
                        + " #expires = :expires")
                .conditionExpression(
                    "attribute_not_exists(#next) OR (#rate = :rate AND #next <= :from)"),
        Map.of(
            ":rate", number(counter.rate()),
            ":next", number(counter.next()),
            ":parts", number(counter.parts()),
            ":from", number(from),
            ":expires", number(key.second() + KEEP_SECONDS)));
  }

  @Override
  public CompletableFuture<WriteResult> lower(Key key, Counter counter) {
    return write(
        key,
        update ->
            update
                .updateExpression(
                    "SET #parts = :parts, #rate = if_not_exists(#rate, :rate),"
                        + " #next = if_not_exists(#next, :next), #expires = :expires")
                .conditionExpression("attribute_not_exists(#parts) OR #parts > :parts"),
        Map.of(
            ":rate", number(counter.rate()),
            ":next", number(counter.next()),
            ":parts", number(counter.parts()),
            ":expires", number(key.second() + KEEP_SECONDS)));
  }

  @Override
  public CompletableFuture<Level> level(String budget) {
    return call(
        () ->
            levelOf(
                tables
                    .getItem(
                        get ->
                            get.tableName(table)
                                .key(levelKey(budget))
                                .consistentRead(true)
                                .overrideConfiguration(o -> o.apiCallTimeout(MAX_CALL_TIME)))
                    .item()));
  }

  @Override
  public CompletableFuture<Level> replace(String budget, Level seen, Level level) {
    var values = new HashMap<String, AttributeValue>();
    values.put(":parts", number(level.parts()));
    values.put(":changed", number(level.changedAt()));
    values.put(":halved", number(level.halvedAt()));
    values.put(":expires", number(level.changedAt() / 1_000 + KEEP_SECONDS));
    boolean isNew = seen.equals(Level.FULL);
    if (!isNew) {
      values.put(":seen", number(seen.changedAt()));
    }
    return call(
        () ->
            update(
                levelKey(budget),
                update ->
                    update
                        .updateExpression(
                            "SET #parts = :parts, #changed = :changed, #halved = :halved,"
                                + " #expires = :expires")
                        .conditionExpression(
                            isNew ? "attribute_not_exists(#changed)" : "#changed = :seen"),
                values,
                (done, item) -> levelOf(item)));
  }

  private CompletableFuture<WriteResult> write(
      Key key,
      Consumer<UpdateItemRequest.Builder> expressions,
      Map<String, AttributeValue> values) {
    return call(
        () ->
            update(
                keyOf(key),
                expressions,
                values,
                (done, item) -> new WriteResult(done, counterOf(item))));
  }

  private <T> CompletableFuture<T> call(Supplier<T> call) {
    return CompletableFuture.supplyAsync(call, background);
  }

  /** Maps the item after the update, or the item that refused it, to a result. */
  private interface Reading<T> {
    T of(boolean done, Map<String, AttributeValue> item);
  }

  private <T> T update(
      Map<String, AttributeValue> key,
      Consumer<UpdateItemRequest.Builder> expressions,
      Map<String, AttributeValue> values,
      Reading<T> reading) {
    var update =
        UpdateItemRequest.builder()
            .applyMutation(expressions)
            .tableName(table)
            .key(key)
            .expressionAttributeValues(values)
            .returnValues(ReturnValue.ALL_NEW)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .overrideConfiguration(o -> o.apiCallTimeout(MAX_CALL_TIME));
    var names = new HashMap<>(NAMES);
    var request = update.build();
    // DynamoDB rejects aliases that no expression uses.
    String used = request.updateExpression() + request.conditionExpression();
    names.keySet().removeIf(name -> !used.contains(name));
    try {
      var answer = tables.updateItem(request.toBuilder().expressionAttributeNames(names).build());
      return reading.of(true, answer.attributes());
    } catch (ConditionalCheckFailedException refused) {
      return reading.of(false, refused.hasItem() ? refused.item() : Map.of());
    }
  }

  private static Map<String, AttributeValue> keyOf(Key key) {
    return Map.of(PermitRow.BUDGET_SECOND, AttributeValue.fromS(key.budget() + "#" + key.second()));
  }

  private static Map<String, AttributeValue> levelKey(String budget) {
    return Map.of(PermitRow.BUDGET_SECOND, AttributeValue.fromS(budget + "#level"));
  }

  private static @Nullable Counter counterOf(Map<String, AttributeValue> item) {
    return item.containsKey(PermitRow.NEXT)
        ? new Counter(
            Double.parseDouble(RowValues.required(item, PermitRow.RATE).n()),
            RowValues.number(item, PermitRow.NEXT),
            (int) RowValues.number(item, PermitRow.PARTS))
        : null;
  }

  private static Level levelOf(Map<String, AttributeValue> item) {
    return item.containsKey(PermitRow.CHANGED_AT)
        ? new Level(
            (int) RowValues.number(item, PermitRow.PARTS),
            RowValues.number(item, PermitRow.CHANGED_AT),
            RowValues.number(item, PermitRow.HALVED_AT))
        : Level.FULL;
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  /** Writes the rate with all its digits, so that every reader gets the same rate. */
  private static AttributeValue number(double value) {
    return AttributeValue.fromN(new BigDecimal(Double.toString(value)).toPlainString());
  }
}
