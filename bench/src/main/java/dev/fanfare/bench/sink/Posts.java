package dev.fanfare.bench.sink;

/** The state that all connections of the delaying sink share. Only its event loop may use it. */
record Posts(Arrivals arrivals, DelayLine delays) {

  /** Counts a complete post, and schedules its response. */
  void take(Runnable response) {
    arrivals.add(System.currentTimeMillis());
    delays.add(response);
  }
}
