package dev.fanfare.plan.audience;

import org.jspecify.annotations.Nullable;

/** All open connections: a parallel Scan with one lane per segment. No other code uses Scan. */
final class EveryoneAudience implements Audience {
  private static final int SEGMENTS = 8;

  private final DynamoConnectionRows rows;

  EveryoneAudience(DynamoConnectionRows rows) {
    this.rows = rows;
  }

  @Override
  public int lanes() {
    return SEGMENTS;
  }

  @Override
  public Page read(int lane, @Nullable String position) {
    return rows.scan(lane, SEGMENTS, position);
  }
}
