package dev.fanfare.local.stepfunctions.query;

import java.util.UUID;
import java.util.random.RandomGenerator;

/** Generates ids from a random generator, so that a seed reproduces them. */
public final class RandomIds {
  private static final long VERSION_4 = 0x4000L;
  private static final long VARIANT_2 = 0x8000000000000000L;

  private RandomIds() {}

  /** A version-4 UUID. */
  public static String uuid(RandomGenerator random) {
    return new UUID(
            random.nextLong() & ~0xF000L | VERSION_4,
            random.nextLong() & ~0xC000000000000000L | VARIANT_2)
        .toString();
  }
}
