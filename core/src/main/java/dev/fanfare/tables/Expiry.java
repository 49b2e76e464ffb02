package dev.fanfare.tables;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The expiry time of a row: the attribute {@value #ATTRIBUTE}, in seconds since the epoch, which is
 * the TTL of every table. DynamoDB deletes an expired row up to some days later, so a reader must
 * skip it. As with DynamoDB's TTL, a row without an expiry time never expires.
 *
 * <p>The rule exists twice: as a filter expression and as a method. {@code LiveRowsIT} checks that
 * both select the same rows.
 */
final class Expiry {
  static final String ATTRIBUTE = "expires_at";

  /** Selects live rows; needs the value {@code :now}, see {@link RowValues#now}. */
  static final String LIVE = "attribute_not_exists(expires_at) OR expires_at > :now";

  private Expiry() {}

  /** Whether the filter {@link #LIVE} selects this row. An expiry time must be a number. */
  static boolean isLive(Map<String, AttributeValue> row, Instant at) {
    var expiresAt = row.get(ATTRIBUTE);
    if (expiresAt == null) {
      return true;
    }
    String number = expiresAt.n();
    return number != null
        && new BigDecimal(number).compareTo(BigDecimal.valueOf(at.getEpochSecond())) > 0;
  }

  /** The expiry time of a row that lives this long from a time in milliseconds since the epoch. */
  static long after(long millis, long seconds) {
    return millis / 1000 + seconds;
  }
}
