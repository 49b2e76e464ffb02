package dev.fanfare.local.cloudwatch;

import java.util.NavigableMap;

/** One metric over time. Any thread may call. */
interface Series {
  /** Six hours; AWS keeps minutes for 15 days. */
  int MINUTES = 360;

  String unit();

  /**
   * What is known of some minutes since 1970.
   *
   * @param from the first
   * @param to the one after the last
   * @return copies, by minute; minutes without values are not there
   */
  NavigableMap<Long, Distribution> between(long from, long to);
}
