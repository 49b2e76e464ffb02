package dev.fanfare.push.progress;

import dev.fanfare.tables.ProgressRow;
import dev.fanfare.tables.ProgressRows;
import dev.fanfare.tables.RowValues;
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
 * Stores the progress of shards in DynamoDB. A row never goes backwards: the database counts the
 * invocations and accepts only writes of the latest one that are newer than the row. A delayed
 * write, or a pusher that Step Functions has abandoned, cannot overwrite the progress of a later
 * invocation.
 *
 * <p>If the SDK repeats a begin because its response was lost, the begin counts twice. This is
 * harmless, because the number only identifies the latest invocation.
 */
public final class DynamoProgressLog implements ProgressLog {
  /** Progress that takes longer to write is of no use. */
  private static final Duration MAX_CALL_TIME = Duration.ofSeconds(1);

  private static final String IS_NEWER = "#updated_at <= :updated_at";

  private final DynamoDbClient tables;
  private final String table;

  public DynamoProgressLog(DynamoDbClient tables, String table) {
    this.tables = tables;
    this.table = table;
  }

  /**
   * Runs tasks on one daemon thread, which starts with the first task and ends after some idle
   * seconds.
   */
  public static Executor background() {
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
    var update = new Update(row.state().trouble().isEmpty());
    attributes.forEach(update::set);
    update.add(ProgressRow.CALLS);
    try {
      var counted =
          tables.updateItem(
              update
                  .request(row, "attribute_not_exists(#updated_at) OR " + IS_NEWER)
                  .returnValues(ReturnValue.UPDATED_NEW)
                  .build());
      return OptionalInt.of((int) RowValues.number(counted.attributes(), ProgressRow.CALLS));
    } catch (ConditionalCheckFailedException later) {
      return OptionalInt.empty();
    }
  }

  @Override
  public void write(ProgressRow row) {
    Map<String, AttributeValue> attributes = ProgressRows.attributes(row);
    var update = new Update(row.state().trouble().isEmpty());
    attributes.forEach(update::set);
    try {
      tables.updateItem(update.request(row, "#calls = :calls AND " + IS_NEWER).build());
    } catch (ConditionalCheckFailedException later) {
      // The row has newer values, which is what the condition checks.
    }
  }

  /** Builds an update. It aliases every attribute name, so that reserved words do not matter. */
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
