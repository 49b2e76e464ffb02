package dev.fanfare.push.permits;

import dev.fanfare.dynamodb.CellRate;
import dev.fanfare.tables.PermitRow;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Stores the backlog in DynamoDB, as a {@link CellRate} in the permits table. The value is the time
 * until which the clients' share is booked. A booking advances it by the time that the posts take.
 * A message costs one conditional write, or two while there is a backlog. For a short time after a
 * refusal, further bookings are refused without a request to the store.
 */
public final class DynamoClientBacklog implements ClientBacklog {
  private static final String ITEM = Budget.CLIENTS + "#backlog";
  private static final double SECOND_MICROS = 1_000_000;

  /** The maximum booked time ahead at which a new message is accepted. */
  private static final Duration MAX_BACKLOG = Duration.ofMillis(500);

  /**
   * The maximum time without a request after a refusal; a correction may shorten the backlog
   * meanwhile.
   */
  private static final Duration MAX_SILENCE = Duration.ofMillis(50);

  /** The maximum posting time of a direct message; larger ones need an execution. */
  private static final double MOMENT_SECONDS = 2;

  /** The usable part of the rate, because slots that are not used in time are lost. */
  private static final double USED = 0.8;

  private static final long KEEP_SECONDS = 86_400;

  private final CellRate booked;
  private final double rate;
  private volatile Instant refusedUntil = Instant.EPOCH;

  /**
   * @param table the permits table
   * @param rate the posts per second that clients may make
   */
  public DynamoClientBacklog(DynamoDbClient tables, String table, double rate) {
    this.booked =
        new CellRate(tables, table, PermitRow.BUDGET_SECOND, PermitRow.BOOKED_UNTIL, KEEP_SECONDS);
    this.rate = rate * USED;
  }

  @Override
  public long maxAdvanceBooking() {
    return (long) Math.max(1, rate * MOMENT_SECONDS);
  }

  @Override
  public Duration book(long posts, Instant at) {
    if (at.isBefore(refusedUntil)) {
      return Duration.between(at, refusedUntil);
    }
    Duration wait = booked.take(ITEM, micros(posts), MAX_BACKLOG.toNanos() / 1_000, at);
    if (!wait.isZero()) {
      refusedUntil = at.plus(wait.compareTo(MAX_SILENCE) < 0 ? wait : MAX_SILENCE);
    }
    return wait;
  }

  @Override
  public void correct(long posts, Instant at) {
    booked.add(ITEM, micros(posts), at);
  }

  private long micros(long posts) {
    return Math.round(posts / rate * SECOND_MICROS);
  }
}
