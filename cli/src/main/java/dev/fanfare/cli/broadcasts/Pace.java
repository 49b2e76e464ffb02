package dev.fanfare.cli.broadcasts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/**
 * Measures posts and settled connections per second over the last five seconds. Each pusher writes
 * its figures once a second, so a shorter interval would only show when they write.
 */
public final class Pace {
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final double MILLIS = 1000.0;

  private final Deque<Sample> samples = new ArrayDeque<>();

  private record Sample(Instant at, long posts, long settled) {}

  /**
   * @param start the time at which all figures were zero
   */
  public Pace(Instant start) {
    samples.add(new Sample(start, 0, 0));
  }

  public void add(Instant at, long posts, long settled) {
    samples.add(new Sample(at, posts, settled));
    // Keeps one sample that is older than the interval, as the base of the difference.
    while (samples.size() > 2 && second().at().isBefore(at.minus(INTERVAL))) {
      samples.removeFirst();
    }
  }

  private Sample second() {
    var each = samples.iterator();
    each.next();
    return each.next();
  }

  public double postsPerSecond() {
    return perSecond(samples.getLast().posts() - samples.getFirst().posts());
  }

  /**
   * Returns how many milliseconds this many more connections take at the current pace, or empty if
   * none were settled in the interval.
   */
  public OptionalDouble millisFor(long connections) {
    double pace = perSecond(samples.getLast().settled() - samples.getFirst().settled());
    return pace <= 0 ? OptionalDouble.empty() : OptionalDouble.of(connections / pace * MILLIS);
  }

  private double perSecond(long growth) {
    long millis = Duration.between(samples.getFirst().at(), samples.getLast().at()).toMillis();
    return millis <= 0 ? 0 : Math.max(0, growth) * MILLIS / millis;
  }
}
