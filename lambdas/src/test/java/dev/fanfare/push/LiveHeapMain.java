package dev.fanfare.push;

import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.config.LambdaRuntime;
import dev.fanfare.config.TestContext;
import dev.fanfare.handlers.PushShardHandler;
import dev.fanfare.push.permits.InMemoryPermitStore;
import dev.fanfare.push.progress.ProgressLog;
import dev.fanfare.push.signing.Credentials;
import dev.fanfare.push.transport.PostResult;
import dev.fanfare.push.transport.Transport;
import dev.fanfare.push.transport.http.HttpSettings;
import dev.fanfare.push.transport.http.HttpTransport;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A process that pushes shards, one after another. For each shard it prints a line of JSON with the
 * result and the maximum heap in use right after a garbage collection during the work. Arguments:
 * the endpoint, a folder that represents the bucket, then keys of shards.
 */
public final class LiveHeapMain {
  private static final int POSTS_BETWEEN_LOOKS = 5_000;
  private static final String MESSAGE = "message";

  private long posts;
  private long peak;

  private LiveHeapMain() {}

  public static void main(String[] args) throws IOException {
    var endpoint = URI.create(args[0]);
    var folder = new Folder(Path.of(args[1]));
    var main = new LiveHeapMain();
    try (var transport = new HttpTransport(settings(endpoint), LiveHeapMain::keys, clock())) {
      var handler =
          new PushShardHandler(
              new ShardPusher(
                  folder,
                  main.new Counting(transport),
                  new InMemoryPermitStore(),
                  ProgressLog.NONE,
                  config(endpoint),
                  PushTime.system()));
      for (String shard : List.of(args).subList(2, args.length)) {
        System.out.println(Json.MAPPER.writeValueAsString(main.push(handler, shard)));
      }
    }
  }

  private Map<String, Object> push(PushShardHandler handler, String shard) throws IOException {
    peak = 0;
    var event = new LinkedHashMap<String, Object>();
    event.put("broadcastId", "b");
    event.put("shardKey", shard);
    event.put("messageKey", MESSAGE);
    event.put("pushers", 1);
    byte[] bytes = Json.MAPPER.writeValueAsBytes(event);
    var answer = LambdaRuntime.call(handler, bytes, TestContext.ofInvocation("i"));
    return Map.of(
        "finished", answer.path("finished"),
        "outcomes", answer.at("/progress/outcomes"),
        "peak", peak);
  }

  private void posted() {
    if (++posts % POSTS_BETWEEN_LOOKS == 0) {
      var memory = ManagementFactory.getMemoryMXBean();
      memory.gc();
      peak = Math.max(peak, memory.getHeapMemoryUsage().getUsed());
    }
  }

  private static HttpSettings settings(URI endpoint) {
    var patience = Duration.ofSeconds(10);
    return new HttpSettings(
        endpoint, "eu-central-2", 100, false, patience, patience, patience, List.of());
  }

  private static Credentials keys() {
    return new Credentials("AKID", "secret", "token".repeat(200));
  }

  private static InstantSource clock() {
    return InstantSource.system();
  }

  /** A rate that delays nothing. */
  private static PushConfig config(URI endpoint) {
    return new PushConfig(
        "bucket",
        endpoint,
        "Permits",
        "Progress",
        Duration.ofDays(1),
        "http1",
        new PostRates(1_000_000, 100, 20),
        new PushSettings(100, 3, Duration.ZERO, BackOff.DEFAULT));
  }

  /** The same transport, which also measures the heap at intervals. */
  private final class Counting implements Transport {
    private final Transport transport;

    private Counting(Transport transport) {
      this.transport = transport;
    }

    @Override
    public Poster prepare(byte[] message) {
      Poster poster = transport.prepare(message);
      return new Poster() {
        @Override
        public int room(int wanted) {
          return poster.room(wanted);
        }

        @Override
        public void prepareRoom(int more) {
          poster.prepareRoom(more);
        }

        @Override
        public void post(String connectionId, Consumer<PostResult> answered) {
          posted();
          poster.post(connectionId, answered);
        }

        @Override
        public void run(Tick tick) throws IOException, InterruptedException {
          poster.run(tick);
        }

        @Override
        public void wake() {
          poster.wake();
        }
      };
    }

    @Override
    public void close() {
      transport.close();
    }
  }

  /** A bucket on disk, because the measurement would include a bucket in memory. */
  private record Folder(Path path) implements BroadcastBucket {
    @Override
    public InputStream open(String key) {
      try {
        return Files.newInputStream(path.resolve(key));
      } catch (NoSuchFileException e) {
        throw new MissingObjectException(key);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void write(String key, byte[] bytes) {
      throw new UnsupportedOperationException("a pusher writes nothing");
    }

    @Override
    public boolean writeIfAbsent(String key, byte[] bytes) {
      throw new UnsupportedOperationException("a pusher writes nothing");
    }

    @Override
    public void delete(String key) {
      throw new UnsupportedOperationException("a pusher only reads");
    }

    @Override
    public Stream<String> list(String prefix) {
      throw new UnsupportedOperationException("a pusher lists nothing");
    }
  }
}
