package dev.fanfare.local.physics;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * A duration that is drawn anew for each call, evenly between two bounds. AWS publishes no
 * distributions.
 *
 * @param min in nanoseconds
 * @param max in nanoseconds
 */
public record Latency(long min, long max) {
  public static final Latency NONE = new Latency(0, 0);

  public Latency {
    if (min < 0 || max < min) {
      throw new IllegalArgumentException("A latency is from %d to %d ns".formatted(min, max));
    }
  }

  static Latency ofMillis(double min, double max) {
    double nanos = TimeUnit.MILLISECONDS.toNanos(1);
    return new Latency((long) (min * nanos), (long) (max * nanos));
  }

  public boolean isNone() {
    return max == 0;
  }

  /** One duration, in nanoseconds. */
  public long draw(RandomGenerator random) {
    return min == max ? min : random.nextLong(min, max + 1);
  }
}
