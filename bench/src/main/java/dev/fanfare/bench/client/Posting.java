package dev.fanfare.bench.client;

import dev.fanfare.bench.process.Child;

/** A running client. */
public interface Posting {

  Child process();

  /** Waits until the client is about to send its first post. */
  void awaitBegin() throws InterruptedException;

  /** Waits until the client ends, and returns its counts. */
  Tally end() throws InterruptedException;
}
