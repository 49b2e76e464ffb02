package dev.fanfare.push.permits;

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
 * The backlog on DynamoDB, as one number beside the permits: the time until which the clients' part
 * is booked. Booking moves it on by the time that the posts take. One conditional write a message,
 * two while there is a backlog; what was refused a moment ago is refused again without asking.
 */
public final class DynamoClientBacklog implements ClientBacklog {
  private static final String ITEM = Budget.CLIENTS + "#backlog";
  private static final String BOOKED_UNTIL = "booked_until";
  private static final double SECOND_MICROS = 1_000_000;

  /** So far ahead the clients' part may be booked already when a message comes. */
  private static final long LONGEST_MICROS = 500_000;

  /** What a message may take on top of that before it is done by an execution. */
  private static final double MOMENT_SECONDS = 2;

  /** Slots that come late are lost: what is booked takes no less than this part of the rate. */
  private static final double USED = 0.8;

  private static final long KEEP_SECONDS = 86_400;
  private static final int ATTEMPTS = 3;

  private final DynamoDbClient tables;
  private final String table;
  private final double rate;
  private volatile long refusedUntil;

  /**
   * @param table of the permits
   * @param rate posts per second that clients may make
   */
  public DynamoClientBacklog(DynamoDbClient tables, String table, double rate) {
    this.tables = tables;
    this.table = table;
    this.rate = rate * USED;
  }

  @Override
  public long inAMoment() {
    return (long) Math.max(1, rate * MOMENT_SECONDS);
  }

  @Override
  public Duration book(long posts, Instant at) {
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, at);
    if (now < refusedUntil) {
      return Duration.of(refusedUntil - now, ChronoUnit.MICROS);
    }
    boolean isIdle = true;
    long wait = LONGEST_MICROS;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var booked = write(micros(posts), now, isIdle);
      if (booked.isEmpty()) {
        return Duration.ZERO;
      }
      isIdle = booked.getAsLong() < now;
      wait = booked.getAsLong() - LONGEST_MICROS - now;
      if (wait > 0) {
        // What is booked may prove to be less: others ask again soon.
        refusedUntil = now + Math.min(wait, LONGEST_MICROS / 10);
        return Duration.of(wait, ChronoUnit.MICROS);
      }
    }
    return Duration.of(LONGEST_MICROS, ChronoUnit.MICROS);
  }

  @Override
  public void correct(long posts, Instant at) {
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, at);
    if (posts < 0 || (posts > 0 && write(micros(posts), now, true).isPresent())) {
      tables.updateItem(
          update ->
              update
                  .tableName(table)
                  .key(key())
                  .updateExpression("ADD " + BOOKED_UNTIL + " :micros")
                  .expressionAttributeValues(Map.of(":micros", number(micros(posts)))));
    }
  }

  private long micros(long posts) {
    return Math.round(posts / rate * SECOND_MICROS);
  }

  /** Until when the part is booked, where that is why nothing was written. */
  private OptionalLong write(long micros, long now, boolean isIdle) {
    var values = new HashMap<String, AttributeValue>();
    values.put(":now", number(now));
    values.put(":expires", number(now / 1_000_000 + KEEP_SECONDS));
    if (isIdle) {
      values.put(":next", number(now + micros));
    } else {
      values.put(":micros", number(micros));
      values.put(":latest", number(now + LONGEST_MICROS));
    }
    try {
      tables.updateItem(
          update ->
              update
                  .tableName(table)
                  .key(key())
                  .updateExpression(
                      "SET %s = %s, expires_at = :expires"
                          .formatted(BOOKED_UNTIL, isIdle ? ":next" : BOOKED_UNTIL + " + :micros"))
                  .conditionExpression(
                      (isIdle
                              ? "attribute_not_exists(%1$s) OR %1$s < :now"
                              : "%1$s BETWEEN :now AND :latest")
                          .formatted(BOOKED_UNTIL))
                  .expressionAttributeValues(values)
                  .returnValuesOnConditionCheckFailure(
                      ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return OptionalLong.empty();
    } catch (ConditionalCheckFailedException e) {
      var seen = e.hasItem() ? e.item().get(BOOKED_UNTIL) : null;
      return OptionalLong.of(seen == null ? 0 : Long.parseLong(seen.n()));
    }
  }

  private static Map<String, AttributeValue> key() {
    return Map.of(DynamoPermitStore.KEY, AttributeValue.fromS(ITEM));
  }

  private static AttributeValue number(long value) {
    return fromN(Long.toString(value));
  }
}
