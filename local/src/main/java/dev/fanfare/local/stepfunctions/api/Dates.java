package dev.fanfare.local.stepfunctions.api;

import java.math.BigDecimal;
import java.time.Instant;

/** Times as the JSON protocol has them: seconds since 1970, with a fraction. */
final class Dates {
  private static final int MILLIS_DIGITS = 3;

  private Dates() {}

  static BigDecimal epochSeconds(Instant instant) {
    return BigDecimal.valueOf(instant.toEpochMilli(), MILLIS_DIGITS);
  }
}
