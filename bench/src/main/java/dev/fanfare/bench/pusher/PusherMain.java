package dev.fanfare.bench.pusher;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.bench.process.Usage;
import dev.fanfare.broadcast.Offsets;
import dev.fanfare.config.Json;
import dev.fanfare.push.BenchPusher;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The process that is measured. Its argument is a {@link PusherOrder} as JSON; it prints {@link
 * PusherEvent}s and ends.
 */
public final class PusherMain {
  private final RequestStreamHandler handler;

  private PusherMain(RequestStreamHandler handler) {
    this.handler = handler;
  }

  /** Left by {@link System#exit}: the SDK's clients have threads that outlive their closing. */
  public static void main(String[] args) throws IOException {
    PusherOrder order = Json.MAPPER.readValue(args[0], PusherOrder.class);
    try (var transport = Transports.open(order)) {
      var handler =
          BenchPusher.handler(
              new FolderBucket(order.folder()),
              new LonePermitStore(),
              transport,
              order.endpoint(),
              order.rate(),
              order.inFlight());
      tell(PusherEvent.BEGIN);
      new PusherMain(handler).push(order);
    }
    System.exit(0);
  }

  private void push(PusherOrder order) throws IOException {
    if (order.pushMillis() == 0) {
      for (String shard : order.shards()) {
        tell(push(shard, BenchContext.unhurried()));
      }
      return;
    }
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(order.pushMillis());
    for (long left = order.pushMillis(); left > 0; left = millisUntil(end)) {
      tell(push(order.shards().get(0), BenchContext.postingFor(left)));
    }
  }

  private static long millisUntil(long end) {
    return TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
  }

  /** One invocation, from the payload's bytes to the answer's, as Lambda makes it. */
  private PusherEvent push(String shard, BenchContext context) throws IOException {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("broadcastId", "bench");
    payload.put("shardKey", shard);
    payload.put("messageKey", PusherOrder.MESSAGE);
    payload.put("pushers", 1);
    var answer = new ByteArrayOutputStream();
    long started = System.nanoTime();
    handler.handleRequest(
        new ByteArrayInputStream(Json.MAPPER.writeValueAsBytes(payload)), answer, context);
    double millis = (System.nanoTime() - started) / 1e6;
    return event(shard, Json.MAPPER.readTree(answer.toByteArray()).get("progress"), millis);
  }

  private static PusherEvent event(String shard, JsonNode progress, double millis) {
    long unsettled = Offsets.parse(progress.get("pending").asText()).size();
    JsonNode outcomes = progress.get("outcomes");
    Usage usage = Usage.ofThisProcess();
    return new PusherEvent(
        shard,
        progress.get("offset").asLong() - unsettled,
        outcomes.path("delivered").asLong(),
        progress.get("posts").asLong(),
        millis,
        usage.cpuMillis(),
        usage.peakKilobytes());
  }

  private static void tell(PusherEvent event) throws IOException {
    System.out.println(Json.MAPPER.writeValueAsString(event));
  }
}
