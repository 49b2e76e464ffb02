package dev.fanfare.archive;

import dev.fanfare.config.Pause;
import dev.fanfare.tables.MessageRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The archive on DynamoDB. One transaction writes a message, moves its channel's head and leaves a
 * marker, so that positions have no gaps or duplicates, even with concurrent writers. {@link
 * MessageRow} shows an example.
 */
public final class DynamoMessageArchive extends DynamoMessageHistory implements MessageArchive {
  private static final int ATTEMPTS = 40;
  private static final long FIRST_PAUSE_MILLIS = 10;
  private static final long MAX_PAUSE_MILLIS = 500;

  private final DynamoDbClient tables;
  private final String table;
  private final Duration kept;
  private final Pause pause;
  private final RandomGenerator random;

  /**
   * @param kept how long a message is kept
   * @param random adds jitter to the pauses between attempts; must not be seeded, because of
   *     SnapStart
   */
  public DynamoMessageArchive(
      DynamoDbClient tables,
      String table,
      Duration kept,
      Clock clock,
      Pause pause,
      RandomGenerator random) {
    super(tables, table, clock);
    this.tables = tables;
    this.table = table;
    this.kept = kept;
    this.pause = pause;
    this.random = random;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if other writers were faster in all attempts
   */
  @Override
  public Place put(
      String channel, String broadcastId, String message, Instant sentAt, boolean narrowed) {
    var rows = new DynamoMessageRows(table, channel, broadcastId, message, narrowed, sentAt, kept);
    var head = readHead(channel);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (attempt > 0) {
        pauseBefore(attempt, channel);
      }
      try {
        tables.transactWriteItems(rows.after(head));
        return new Place(head.last() + 1, true);
      } catch (TransactionCanceledException e) {
        Optional<Long> before = DynamoMessageRows.appendedBefore(e);
        if (before.isPresent()) {
          return new Place(before.get(), false);
        }
        head = DynamoMessageRows.movedHead(e).orElse(head);
        throwUnlessTransient(e);
      }
    }
    throw new IllegalStateException(
        "channel \""
            + channel
            + "\" was written by other callers in all "
            + ATTEMPTS
            + " attempts");
  }

  /** Deletes the marker last: while it exists, another call can finish the withdrawal. */
  @Override
  public void withdraw(String channel, String broadcastId) {
    var key = DynamoMessageRows.marker(channel, broadcastId);
    var marker = tables.getItem(get -> get.tableName(table).key(key).consistentRead(true));
    if (marker.hasItem()) {
      delete(DynamoMessageRows.key(channel, DynamoMessageRows.positionOf(marker.item())));
      delete(key);
    }
  }

  private void delete(Map<String, AttributeValue> key) {
    tables.deleteItem(delete -> delete.tableName(table).key(key));
  }

  private static void throwUnlessTransient(TransactionCanceledException e) {
    if (!e.cancellationReasons().stream().allMatch(DynamoMessageArchive::isTransient)) {
      throw e;
    }
  }

  private static boolean isTransient(CancellationReason reason) {
    return switch (reason.code()) {
      case "None",
          "ConditionalCheckFailed",
          "TransactionConflict",
          "ThrottlingError",
          "ProvisionedThroughputExceeded" ->
          true;
      default -> false;
    };
  }

  private void pauseBefore(int attempt, String channel) {
    long most = Math.min(MAX_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt, 10));
    pause.during("appending to \"" + channel + '"', random.nextLong(most));
  }
}
