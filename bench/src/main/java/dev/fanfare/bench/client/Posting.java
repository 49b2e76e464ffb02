package dev.fanfare.bench.client;

import dev.fanfare.bench.process.Child;

/** A client at work. */
public interface Posting {

  Child process();

  /** Waits until it is about to make its first post. */
  void awaitBegin() throws InterruptedException;

  /** Waits for its end. */
  Tally end() throws InterruptedException;
}
