package dev.fanfare.local.stepfunctions;

import java.util.random.RandomGenerator;

/** Makes a source of randomness safe for many threads: most generators are not. */
final class SharedRandom implements RandomGenerator {
  private final RandomGenerator source;

  SharedRandom(RandomGenerator source) {
    this.source = source;
  }

  @Override
  public synchronized long nextLong() {
    return source.nextLong();
  }
}
