package dev.fanfare.bench.pusher;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.fanfare.bench.process.Usage;
import dev.fanfare.handlers.PushShardHandler;
import dev.fanfare.push.BenchPusher;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * The main class of the measured process. Its arguments are those of {@link PusherOrder}. It prints
 * {@link PusherEvent}s and ends.
 */
public final class PusherMain {
  /** Minimum time of an invocation. A shorter one would end before its first responses. */
  private static final long MIN_MILLIS = 500;

  private final RequestStreamHandler handler;

  private PusherMain(RequestStreamHandler handler) {
    this.handler = handler;
  }

  /**
   * Ends with {@link System#exit}, because threads of the SDK's clients keep running after the
   * clients are closed.
   */
  public static void main(String[] args) throws Exception {
    PusherOrder order = PusherOrder.of(args);
    try (var transport = Transports.open(order)) {
      var pusher =
          BenchPusher.pusher(
              new FolderBucket(order.folder()),
              new InMemoryPermitStore(),
              transport,
              order.target().endpoint(),
              order.rate(),
              order.inFlight());
      if (order.primed()) {
        BenchPusher.prime(
            order.target().endpoint(), order.inFlight(), order.transport().equals("h2"));
      }
      print(PusherEvent.begin(Usage.ofThisProcess()));
      new PusherMain(new PushShardHandler(pusher)).push(order);
    }
    System.exit(0);
  }

  private void push(PusherOrder order) throws IOException {
    if (order.pushMillis() == 0) {
      for (String shard : order.shards()) {
        print(push(shard, BenchContext.withMaxTime()));
      }
      return;
    }
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(order.pushMillis());
    for (long left = order.pushMillis(); left > MIN_MILLIS; left = millisUntil(end)) {
      print(push(order.shards().get(0), BenchContext.postingFor(left)));
    }
  }

  private static long millisUntil(long end) {
    return TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
  }

  /**
   * Runs one invocation as Lambda does, from the bytes of the payload to the bytes of the result.
   */
  private String push(String shard, BenchContext context) throws IOException {
    String payload =
        "{\"broadcastId\": \"bench\", \"shardKey\": \""
            + shard
            + "\", \"messageKey\": \""
            + PusherOrder.MESSAGE
            + "\", \"pushers\": 1}";
    var result = new ByteArrayOutputStream();
    long started = System.nanoTime();
    handler.handleRequest(new ByteArrayInputStream(payload.getBytes(UTF_8)), result, context);
    double millis = (System.nanoTime() - started) / 1e6;
    return PusherEvent.line(shard, millis, Usage.ofThisProcess(), result.toString(UTF_8));
  }

  private static void print(String line) {
    System.out.println(line);
  }
}
