package dev.fanfare.push;

import dev.fanfare.tables.ProgressRow;
import dev.fanfare.tables.ProgressRows;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.StringJoiner;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The progress of shards on DynamoDB. A row never goes back: the database counts the calls, and
 * takes a write of the latest call only, unless it is older than the row. So nothing that a slow
 * network delivers late, and no pusher that Step Functions has given up, can undo what a later call
 * has written.
 *
 * <p>A begin that the SDK repeats, because its answer was lost, counts twice; the number stays the
 * latest, which is all that it is there for.
 */
public final class DynamoProgressLog implements ProgressLog {
  /** PriceBook that take longer are of no use. */
  private static final Duration MAX_CALL_TIME = Duration.ofSeconds(1);

  private static final String IS_NEWER = "#updated_at <= :updated_at";

  private final DynamoDbClient tables;
  private final String table;

  public DynamoProgressLog(DynamoDbClient tables, String table) {
    this.tables = tables;
    this.table = table;
  }

  /**
   * One daemon thread, started by the first task and ended when there was none for some seconds.
   */
  static Executor background() {
    var thread =
        new ThreadPoolExecutor(
            1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), DynamoProgressLog::daemon);
    thread.allowCoreThreadTimeOut(true);
    return thread;
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "progress");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public OptionalInt begin(ProgressRow row) {
    Map<String, AttributeValue> attributes = ProgressRows.attributes(row);
    attributes.remove(ProgressRow.CALLS);
    var update = new Update(row.trouble().isEmpty());
    attributes.forEach(update::set);
    update.add(ProgressRow.CALLS);
    try {
      var counted =
          tables.updateItem(
              update
                  .request(row, "attribute_not_exists(#updated_at) OR " + IS_NEWER)
                  .returnValues(ReturnValue.UPDATED_NEW)
                  .build());
      return OptionalInt.of(Integer.parseInt(counted.attributes().get(ProgressRow.CALLS).n()));
    } catch (ConditionalCheckFailedException later) {
      return OptionalInt.empty();
    }
  }

  @Override
  public void write(ProgressRow row) {
    Map<String, AttributeValue> attributes = ProgressRows.attributes(row);
    var update = new Update(row.trouble().isEmpty());
    attributes.forEach(update::set);
    try {
      tables.updateItem(update.request(row, "#calls = :calls AND " + IS_NEWER).build());
    } catch (ConditionalCheckFailedException later) {
      // Somebody has written more recent figures, which is what the condition is for.
    }
  }

  /** An update in the making; every name is aliased, so that no reserved word can matter. */
  private final class Update {
    private final StringJoiner sets = new StringJoiner(", ", "SET ", "");
    private final StringBuilder more = new StringBuilder();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();

    private Update(boolean isWell) {
      if (isWell) {
        names.put("#" + ProgressRow.TROUBLE, ProgressRow.TROUBLE);
        more.append(" REMOVE #").append(ProgressRow.TROUBLE);
      }
    }

    private void set(String name, AttributeValue value) {
      boolean isKept = name.equals(ProgressRow.STARTED_AT);
      String set = isKept ? "#%1$s = if_not_exists(#%1$s, :%1$s)" : "#%1$s = :%1$s";
      sets.add(set.formatted(name));
      names.put("#" + name, name);
      values.put(":" + name, value);
    }

    private void add(String name) {
      more.append(" ADD #").append(name).append(" :one");
      names.put("#" + name, name);
      values.put(":one", AttributeValue.fromN("1"));
    }

    private UpdateItemRequest.Builder request(ProgressRow row, String condition) {
      return UpdateItemRequest.builder()
          .tableName(table)
          .key(ProgressRows.key(row))
          .updateExpression(sets.toString() + more)
          .conditionExpression(condition)
          .expressionAttributeNames(names)
          .expressionAttributeValues(values)
          .overrideConfiguration(o -> o.apiCallTimeout(MAX_CALL_TIME));
    }
  }
}
