package dev.fanfare.bench.micro;

import dev.fanfare.bench.pusher.InMemoryPermitStore;
import dev.fanfare.config.SilentLog;
import dev.fanfare.push.permits.Budget;
import dev.fanfare.push.permits.SharedPermits;
import java.time.Clock;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures the cost of permits per post, at the highest rate and with counters in memory. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PermitsBenchmark {
  private static final int IN_FLIGHT = 100;

  private SharedPermits permits;

  @Setup
  public void open() {
    permits =
        new SharedPermits(
            Budget.ofAccount(1_000_000),
            Optional.empty(),
            1,
            new InMemoryPermitStore(),
            new SharedPermits.PusherContext(
                System::nanoTime, Clock.systemUTC(), new Random(1), () -> {}, SilentLog.INSTANCE));
  }

  @Benchmark
  public boolean post() {
    long now = System.nanoTime();
    if (permits.nanosUntilNext(now, IN_FLIGHT, Integer.MAX_VALUE) <= 0) {
      permits.take(now);
    }
    return permits.answered(now, false);
  }
}
