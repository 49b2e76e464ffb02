package dev.fanfare.push.transport.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.fanfare.push.signing.Credentials;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
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

/** Measures HTTP/1.1 framing: writing one signed post, and reading a response of nginx. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FramingBenchmark {
  private static final String ID = "L0SM9cOFvHcCIhw=";
  private static final String ANSWER =
      "HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\nDate: Sun, 22 Nov 2026 08:00:00 GMT\r\n"
          + "Content-Type: text/plain\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n";

  private final ByteBuf answer = Unpooled.directBuffer().writeBytes(ANSWER.getBytes(US_ASCII));
  private final Http1ResponseReader reader = new Http1ResponseReader();
  private Http1Requests requests;

  @Setup
  public void prepare() {
    var credentials = new Credentials("AKIDEXAMPLE", "secret", "t".repeat(1_000));
    var patience = Duration.ofSeconds(5);
    var settings =
        new HttpSettings(
            URI.create("https://a1b2c3d4e5.execute-api.eu-central-2.amazonaws.com/live"),
            "eu-central-2",
            1,
            false,
            patience,
            patience,
            patience,
            List.of());
    requests =
        new Http1Requests(
            new Requests(settings, new byte[498], () -> credentials, InstantSource.system()));
  }

  /** Writes a post with its signature. */
  @Benchmark
  public int write() {
    ByteBuf request = requests.write(ID, PooledByteBufAllocator.DEFAULT);
    int length = request.readableBytes();
    request.release();
    return length;
  }

  @Benchmark
  public int read() throws MalformedResponseException {
    answer.readerIndex(0);
    return reader.read(answer);
  }
}
