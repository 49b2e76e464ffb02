package dev.fanfare.bench.sink;

/** What is shared by all connections of the sink that answers later; for one event loop. */
record Posts(Arrivals arrivals, DelayLine delays) {

  /** A post has come in full. */
  void take(Runnable answer) {
    arrivals.add(System.currentTimeMillis());
    delays.add(answer);
  }
}
