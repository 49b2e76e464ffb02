package dev.fanfare.local.physics;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Counts how often each limit acted, and the time that it took. Any thread may call it. */
public final class LimitMeter {
  private final Map<Limit, Counts> counts = new EnumMap<>(Limit.class);

  private record Counts(LongAdder waits, LongAdder nanos, LongAdder refusals) {
    Counts() {
      this(new LongAdder(), new LongAdder(), new LongAdder());
    }
  }

  /**
   * What one limit did.
   *
   * @param limit its key
   * @param waits number of calls that it delayed
   * @param refusals number of calls that it refused; how long their callers wait before they try
   *     again is not known here
   * @param waitedMs all delays together; calls that wait at the same time all count
   */
  public record Row(String limit, long waits, long refusals, double waitedMs) {
    public long hits() {
      return waits + refusals;
    }
  }

  public LimitMeter() {
    Arrays.stream(Limit.values()).forEach(limit -> counts.put(limit, new Counts()));
  }

  /**
   * Counts a delay, unless it is zero.
   *
   * @return the same duration
   */
  public long waited(Limit limit, long nanos) {
    if (nanos > 0) {
      of(limit).waits().increment();
      of(limit).nanos().add(nanos);
    }
    return nanos;
  }

  /** Counts a refusal. */
  public void refused(Limit limit) {
    of(limit).refusals().increment();
  }

  /** The counters of these limits, in the order of {@link Limit}. */
  public List<Row> rows(PhysicsSettings settings) {
    return counts.entrySet().stream()
        .filter(entry -> settings.isOn(entry.getKey()))
        .map(entry -> row(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Row row(Limit limit, Counts counts) {
    double millis = counts.nanos().sum() / (double) TimeUnit.MILLISECONDS.toNanos(1);
    return new Row(limit.key(), counts.waits().sum(), counts.refusals().sum(), millis);
  }

  private Counts of(Limit limit) {
    return requireNonNull(counts.get(limit));
  }
}
