package dev.fanfare.config;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;

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
 * A rate on DynamoDB, as one number in each row: the time until which it is taken, in microseconds
 * since the epoch. Taking moves that time on, unless it lies too far ahead. No boundary between two
 * minutes lets twice as much through. (ATM networks call this the generic cell rate algorithm,
 * ITU-T I.371.)
 *
 * <p>A time in the past is set, any other one is added to. Either is one conditional write, and
 * additions commute: many callers at once need no second try because of each other. Taking costs
 * one write after a rest and two otherwise; refusing costs one.
 */
public final class CellRate {
  private static final String EXPIRES_AT = "expires_at";
  private static final long SECOND_MICROS = 1_000_000;

  /** The third is needed only when the time was set in between. */
  private static final int ATTEMPTS = 3;

  private final DynamoDbClient tables;
  private final String table;
  private final String hash;
  private final String attribute;
  private final long keepSeconds;

  /**
   * @param hash the name of the rows' key
   * @param attribute which rate of the row this is
   * @param keepSeconds after which the table's TTL may remove a row; longer than anything is taken
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
   * Takes all or nothing.
   *
   * @param micros by which the time moves on
   * @param room how far beyond now it may lie before, in microseconds
   * @return how long to wait until that much can be taken; zero when it has been taken
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

  /** Moves the time on, however far ahead it is; or back, by a negative number. */
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

  /** Ends what was taken until then, unless it has been taken since. */
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
   * @return until when it is taken, where that is why nothing was written
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
                              attribute, isPast ? ":next" : attribute + " + :micros", EXPIRES_AT))
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
