package dev.fanfare.cli.broadcasts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/**
 * How fast figures grow, over the last seconds: the pushers write theirs once a second each, so a
 * shorter stretch would show nothing but when they do.
 */
public final class Pace {
  private static final Duration STRETCH = Duration.ofSeconds(5);
  private static final double MILLIS = 1000.0;

  private final Deque<Sample> samples = new ArrayDeque<>();

  private record Sample(Instant at, long posts, long settled) {}

  /**
   * @param start when all figures were zero
   */
  public Pace(Instant start) {
    samples.add(new Sample(start, 0, 0));
  }

  public void add(Instant at, long posts, long settled) {
    samples.add(new Sample(at, posts, settled));
    // One sample stays that is older than the stretch, to measure it by.
    while (samples.size() > 2 && second().at().isBefore(at.minus(STRETCH))) {
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

  /** How long so many more take; empty while nothing is settled. */
  public OptionalDouble millisFor(long connections) {
    double pace = perSecond(samples.getLast().settled() - samples.getFirst().settled());
    return pace <= 0 ? OptionalDouble.empty() : OptionalDouble.of(connections / pace * MILLIS);
  }

  private double perSecond(long growth) {
    long millis = Duration.between(samples.getFirst().at(), samples.getLast().at()).toMillis();
    return millis <= 0 ? 0 : Math.max(0, growth) * MILLIS / millis;
  }
}
