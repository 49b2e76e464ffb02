package dev.fanfare.config;

import dev.fanfare.broadcast.ArchivedMessage;
import dev.fanfare.broadcast.MessageArchive;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The archive on DynamoDB. One transaction writes a message, moves its channel's head and leaves a
 * marker, so that there is neither a gap nor a double, whoever else appends at the same time.
 *
 * <pre>
 *   channel       position  last  sent_at        broadcast_id  message    position_of  expires_at
 *   news                 0     2  1795346400123                                                    its head
 *   news                 1        1795346400007  spring-sale   {"a":1}                 1796556000
 *   news                 2        1795346400123  b17           "hello"                 1796556000
 *   news#b17             0                                                         2   1796556000  a marker
 * </pre>
 *
 * A head never expires: positions would start again, below those that clients remember.
 */
public final class DynamoMessageArchive implements MessageArchive {
  private static final int ATTEMPTS = 40;
  private static final long FIRST_PAUSE_MILLIS = 10;
  private static final long LONGEST_PAUSE_MILLIS = 500;

  private final DynamoDbClient tables;
  private final String table;
  private final Duration kept;
  private final Clock clock;
  private final BatchWrites.Pause pause;
  private final RandomGenerator random;

  /**
   * @param kept how long a message is kept
   * @param random jitters the pauses between attempts; under SnapStart not a seeded one
   */
  public DynamoMessageArchive(
      DynamoDbClient tables,
      String table,
      Duration kept,
      Clock clock,
      BatchWrites.Pause pause,
      RandomGenerator random) {
    this.tables = tables;
    this.table = table;
    this.kept = kept;
    this.clock = clock;
    this.pause = pause;
    this.random = random;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException when others kept appending first, in all attempts
   */
  @Override
  public long append(String channel, String broadcastId, String message, Instant sentAt) {
    var rows = new MessageRows(table, channel, broadcastId, message, sentAt, kept);
    var head = readHead(channel);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (attempt > 0) {
        pauseBefore(attempt, channel);
      }
      try {
        tables.transactWriteItems(rows.after(head));
        return head.last() + 1;
      } catch (TransactionCanceledException e) {
        Optional<Long> before = MessageRows.appendedBefore(e);
        if (before.isPresent()) {
          return before.get();
        }
        head = MessageRows.movedHead(e).orElse(head);
        throwUnlessTransient(e);
      }
    }
    throw new IllegalStateException(
        "channel \"" + channel + "\" was written by others in all " + ATTEMPTS + " attempts");
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
    try {
      long most = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt, 10));
      pause.of(random.nextLong(most));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while appending to \"" + channel + '"', e);
    }
  }

  @Override
  public long head(String channel) {
    return readHead(channel).last();
  }

  private MessageRows.Head readHead(String channel) {
    return MessageRows.head(
        tables
            .getItem(
                get -> get.tableName(table).key(MessageRows.key(channel, 0)).consistentRead(true))
            .item());
  }

  /**
   * {@inheritDoc}
   *
   * <p>A binary search: times never fall from one position to the next, and what is kept no more is
   * older than what is.
   */
  @Override
  public long lastBefore(String channel, Instant instant) {
    var head = readHead(channel);
    if (head.sentAt() < instant.toEpochMilli()) {
      return head.last();
    }
    long before = 0;
    long notBefore = head.last();
    while (notBefore - before > 1) {
      long middle = before + (notBefore - before) / 2;
      if (isBefore(channel, middle, instant)) {
        before = middle;
      } else {
        notBefore = middle;
      }
    }
    return before;
  }

  private boolean isBefore(String channel, long position, Instant instant) {
    var row =
        tables
            .getItem(
                get ->
                    get.tableName(table)
                        .key(MessageRows.key(channel, position))
                        .projectionExpression(MessageRows.SENT_AT)
                        .consistentRead(true))
            .item();
    return row.isEmpty() || MessageRows.number(row, MessageRows.SENT_AT) < instant.toEpochMilli();
  }

  @Override
  public Page after(String channel, long position, int limit) {
    return page(channel, position + 1, Long.MAX_VALUE, limit, true);
  }

  @Override
  public Page before(String channel, long position, int limit) {
    return page(channel, 1, position - 1, limit, false);
  }

  /** A page of DynamoDB ends after 1 MB, or where all on it has expired: then the next is asked. */
  private Page page(String channel, long from, long to, int limit, boolean ascending) {
    if (from > to) {
      return new Page(List.of(), true);
    }
    Map<String, AttributeValue> start = null;
    do {
      var at = start;
      var answer =
          tables.query(
              query ->
                  query
                      .tableName(table)
                      .keyConditionExpression(
                          "channel = :channel AND #position BETWEEN :from AND :to")
                      .filterExpression("expires_at > :now")
                      .expressionAttributeNames(Map.of("#position", MessageRows.POSITION))
                      .expressionAttributeValues(
                          Map.of(
                              ":channel", AttributeValue.fromS(channel),
                              ":from", MessageRows.number(from),
                              ":to", MessageRows.number(to),
                              ":now", MessageRows.number(clock.instant().getEpochSecond())))
                      .scanIndexForward(ascending)
                      .consistentRead(true)
                      .limit(limit)
                      .exclusiveStartKey(at));
      List<ArchivedMessage> messages = answer.items().stream().map(MessageRows::message).toList();
      boolean isLast = answer.lastEvaluatedKey().isEmpty();
      if (isLast || !messages.isEmpty()) {
        return new Page(messages, isLast);
      }
      start = answer.lastEvaluatedKey();
    } while (true);
  }
}
