package dev.fanfare.local.cloudwatch;

import java.util.NavigableMap;

/** One metric over time. Thread-safe. */
interface Series {
  /** Six hours; AWS keeps minutes for 15 days. */
  int MINUTES = 360;

  String unit();

  /**
   * The values of some minutes since 1970.
   *
   * @param from the first
   * @param to the one after the last
   * @return copies, by minute, without minutes that have no values
   */
  NavigableMap<Long, Distribution> between(long from, long to);
}
