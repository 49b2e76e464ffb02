package dev.fanfare.bench.client;

import dev.fanfare.bench.process.Child;

/** A running client. */
public interface Posting {

  Child process();

  /** Waits until just before its first post. */
  void awaitBegin() throws InterruptedException;

  /** Waits until it ends, and returns its counts. */
  Tally end() throws InterruptedException;
}
