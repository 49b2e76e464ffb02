package dev.fanfare.bench.micro;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.ShardLines;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Measures reading a shard. One operation is one line, from bytes to connection. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ShardLinesBenchmark {
  private static final int LINES = 5_000;

  private byte[] shard;

  @Setup
  public void write() {
    var bytes = new ByteArrayOutputStream();
    for (int line = 0; line < LINES; line++) {
      ShardLines.write(
          new Connection("L0SM9cOFvHcCIhw=", "user-" + line, 1_763_800_000_123L), bytes);
    }
    shard = bytes.toByteArray();
  }

  @Benchmark
  @OperationsPerInvocation(LINES)
  public void read(Blackhole hole) throws IOException {
    try (var lines = ShardLines.read(new ByteArrayInputStream(shard))) {
      for (Connection next = lines.next(); next != null; next = lines.next()) {
        hole.consume(next);
      }
    }
  }
}
