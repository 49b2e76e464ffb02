package dev.fanfare.plan;

import dev.fanfare.archive.MemoryArchive;
import dev.fanfare.broadcast.ForwardingBucket;
import dev.fanfare.broadcast.MemoryBucket;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/**
 * A process that plans a stored request for a number of connected users, invocation by invocation.
 * It prints the number of planned connections and the length of the longest cursor. Arguments: the
 * request's file, the number of connected users {@code user-0…}, and the number of pages that an
 * invocation reads.
 */
public final class LargeRequestMain {
  private LargeRequestMain() {}

  public static void main(String[] args) throws Exception {
    Path request = Path.of(args[0]);
    int pagesPerInvocation = Integer.parseInt(args[2]);
    var table = new ConnectionTableRows();
    for (int i = 0; i < Integer.parseInt(args[1]); i++) {
      table.add("user-" + i, "L0SM9cOFvHcC" + i);
    }
    var readers = Executors.newFixedThreadPool(4);
    var bucket = new Stored(request);
    var earlier = new MemoryExecutions().broadcasts(bucket);
    var planner =
        new Planner(
            bucket,
            new MemoryArchive(),
            table.audiences(),
            earlier,
            name -> "{}",
            Forecasts.of(bucket, 5_000),
            readers,
            System::nanoTime);
    var input = Json.MAPPER.createObjectNode().put("requestKey", "broadcasts/b/request.json");
    PlanCursor cursor = null;
    int longestCursor = 0;
    PlanShardsResult result;
    do {
      int[] pages = {0};
      result =
          planner.plan(
              new PlanShardsPayload("b", "2026-11-22T08:00:00Z", input, cursor),
              "i",
              () -> ++pages[0] > pagesPerInvocation);
      cursor = result.cursor();
      longestCursor = Math.max(longestCursor, Json.MAPPER.writeValueAsBytes(result).length);
    } while (!result.finished());
    readers.shutdown();
    System.out.println(result.written().planned() + " " + longestCursor);
  }

  /** The request is on disk, because the measurement would include a request in memory. */
  private static final class Stored extends ForwardingBucket {
    private final Path request;

    private Stored(Path request) {
      super(new MemoryBucket());
      this.request = request;
    }

    @Override
    public InputStream open(String key) {
      if (!key.endsWith("/request.json")) {
        return super.open(key);
      }
      try {
        return Files.newInputStream(request);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
