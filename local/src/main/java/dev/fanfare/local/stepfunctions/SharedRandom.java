package dev.fanfare.local.stepfunctions;

import java.util.random.RandomGenerator;

/** Makes a random generator thread-safe; most are not. */
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
