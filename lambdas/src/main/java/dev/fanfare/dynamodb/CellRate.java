package dev.fanfare.dynamodb;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;

import dev.fanfare.tables.BudgetRow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * A rate limit in DynamoDB, stored as one number per row: the time until which the rate is used up,
 * in microseconds since the epoch. Each use advances that time, unless it is too far ahead. Unlike
 * fixed windows, it never allows twice the rate around a boundary. (ATM networks call this the
 * generic cell rate algorithm, ITU-T I.371.)
 *
 * <p>A time in the past is overwritten; any other time is incremented. Either is one conditional
 * write, and increments commute, so concurrent callers do not cause each other to retry. A use
 * costs one write after an idle period and two otherwise; a refusal costs one.
 */
public final class CellRate {
  private static final long SECOND_MICROS = 1_000_000;

  /** The third attempt is needed only if another caller set the time in between. */
  private static final int ATTEMPTS = 3;

  private final DynamoDbClient tables;
  private final String table;
  private final String hash;
  private final String attribute;
  private final long keepSeconds;

  /**
   * @param hash the name of the hash key
   * @param attribute the attribute that holds the rate
   * @param keepSeconds how long the table's TTL keeps a row; longer than any use lasts
   */
  public CellRate(
      DynamoDbClient tables, String table, String hash, String attribute, long keepSeconds) {
    this.tables = tables;
    this.table = table;
    this.hash = hash;
    this.attribute = attribute;
    this.keepSeconds = keepSeconds;
  }

  /**
   * Uses the given amount completely or not at all.
   *
   * @param micros by how much the time advances, in microseconds
   * @param room how far ahead of now the time may already be, in microseconds
   * @return how long to wait before a retry; zero on success
   */
  public Duration take(String key, long micros, long room, Instant at) {
    long now = micros(at);
    long wait = micros;
    boolean isPast = true;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var takenUntil = write(key, micros, room, now, isPast);
      if (takenUntil.isEmpty()) {
        return Duration.ZERO;
      }
      wait = takenUntil.getAsLong() - room - now;
      if (wait > 0) {
        break;
      }
      wait = micros;
      isPast = takenUntil.getAsLong() < now;
    }
    return Duration.of(wait, ChronoUnit.MICROS);
  }

  /** Advances the time, however far ahead it is; a negative number moves it back. */
  public void add(String key, long micros, Instant at) {
    if (micros < 0 || (micros > 0 && write(key, micros, 0, micros(at), true).isPresent())) {
      tables.updateItem(
          update ->
              update
                  .tableName(table)
                  .key(row(key))
                  .updateExpression("ADD " + attribute + " :micros")
                  .expressionAttributeValues(Map.of(":micros", number(micros))));
    }
  }

  /** Releases a use that ends at {@code until}, unless the time has changed since. */
  public void free(String key, Instant until) {
    try {
      tables.updateItem(
          update ->
              update
                  .tableName(table)
                  .key(row(key))
                  .updateExpression("REMOVE " + attribute)
                  .conditionExpression(attribute + " = :until")
                  .expressionAttributeValues(Map.of(":until", number(micros(until)))));
    } catch (ConditionalCheckFailedException e) {
      // It ended by itself.
    }
  }

  /**
   * @return empty on success, otherwise the time until which the rate is used up
   */
  private OptionalLong write(String key, long micros, long room, long now, boolean isPast) {
    var values = new HashMap<String, AttributeValue>();
    values.put(":now", number(now));
    values.put(":expires", number(now / SECOND_MICROS + keepSeconds));
    if (isPast) {
      values.put(":next", number(now + micros));
    } else {
      values.put(":micros", number(micros));
      values.put(":latest", number(now + room));
    }
    try {
      tables.updateItem(
          update ->
              update
                  .tableName(table)
                  .key(row(key))
                  .updateExpression(
                      "SET %s = %s, %s = :expires"
                          .formatted(
                              attribute,
                              isPast ? ":next" : attribute + " + :micros",
                              BudgetRow.EXPIRES_AT))
                  .conditionExpression(
                      (isPast
                              ? "attribute_not_exists(%1$s) OR %1$s < :now"
                              : "%1$s BETWEEN :now AND :latest")
                          .formatted(attribute))
                  .expressionAttributeValues(values)
                  .returnValuesOnConditionCheckFailure(
                      ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return OptionalLong.empty();
    } catch (ConditionalCheckFailedException e) {
      var seen = e.hasItem() ? e.item().get(attribute) : null;
      return OptionalLong.of(seen == null ? 0 : Long.parseLong(seen.n()));
    }
  }

  private Map<String, AttributeValue> row(String key) {
    return Map.of(hash, AttributeValue.fromS(key));
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  private static AttributeValue number(long value) {
    return fromN(Long.toString(value));
  }
}
