package dev.fanfare.local.cloudwatch;

import java.util.NavigableMap;

/** One metric over time. Any thread may call. */
interface Series {
  /** Six hours; AWS keeps minutes for 15 days. */
  int MINUTES = 360;

  String unit();

  /**
   * The values of some minutes since 1970.
   *
   * @param from the first minute
   * @param to the minute after the last
   * @return copies, by minute, without empty minutes
   */
  NavigableMap<Long, Distribution> between(long from, long to);
}
