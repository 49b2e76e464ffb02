package dev.fanfare.push.permits;

import dev.fanfare.config.CellRate;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The backlog on DynamoDB, as a {@link CellRate} beside the permits: the time until which the
 * clients' part is booked. Booking moves it on by the time that the posts take. One conditional
 * write a message, two while there is a backlog; what was refused a moment ago is refused again
 * without asking.
 */
public final class DynamoClientBacklog implements ClientBacklog {
  private static final String ITEM = Budget.CLIENTS + "#backlog";
  private static final String BOOKED_UNTIL = "booked_until";
  private static final double SECOND_MICROS = 1_000_000;

  /** So far ahead the clients' part may be booked already when a message comes. */
  private static final Duration MAX_BACKLOG = Duration.ofMillis(500);

  /** What is booked may prove to be less: others ask again so soon. */
  private static final Duration MAX_SILENCE = Duration.ofMillis(50);

  /** What a message may take on top of that before it is done by an execution. */
  private static final double MOMENT_SECONDS = 2;

  /** Slots that come late are lost: what is booked takes no less than this part of the rate. */
  private static final double USED = 0.8;

  private static final long KEEP_SECONDS = 86_400;

  private final CellRate booked;
  private final double rate;
  private volatile Instant refusedUntil = Instant.EPOCH;

  /**
   * @param table of the permits
   * @param rate posts per second that clients may make
   */
  public DynamoClientBacklog(DynamoDbClient tables, String table, double rate) {
    this.booked = new CellRate(tables, table, DynamoPermitStore.KEY, BOOKED_UNTIL, KEEP_SECONDS);
    this.rate = rate * USED;
  }

  @Override
  public long inAMoment() {
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
