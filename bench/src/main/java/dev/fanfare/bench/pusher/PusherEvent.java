package dev.fanfare.bench.pusher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.bench.process.Usage;
import dev.fanfare.broadcast.Offsets;
import dev.fanfare.text.Json;
import org.jspecify.annotations.Nullable;

/**
 * An event that the pusher's process reports to its parent, one line each. The first line reports
 * the start of pushing. Each other line reports one invocation: its shard, its duration, the
 * resources of the process, and the handler's unchanged result.
 *
 * @param shard key of the shard that an invocation pushed; null in the first line
 * @param planned number of connections of the shard that were pushed
 * @param delivered number of connections that got the message
 * @param posts number of posts, including repeats
 * @param millis duration of the invocation, in milliseconds
 * @param cpuMillis CPU time of the process since its start, user and system, in milliseconds
 * @param peakKilobytes maximum resident memory of the process, in kilobytes
 */
public record PusherEvent(
    @Nullable String shard,
    long planned,
    long delivered,
    long posts,
    double millis,
    long cpuMillis,
    long peakKilobytes) {

  private static final String BEGIN = "begin";

  static String begin(Usage usage) {
    return BEGIN + " 0 " + usage.cpuMillis() + " " + usage.peakKilobytes();
  }

  static String line(String shard, double millis, Usage usage, String result) {
    return shard
        + " "
        + millis
        + " "
        + usage.cpuMillis()
        + " "
        + usage.peakKilobytes()
        + " "
        + result;
  }

  /**
   * @throws IllegalArgumentException if the line is not an event
   */
  public static PusherEvent parse(String line) {
    String[] parts = line.split(" ", 5);
    try {
      if (parts[0].equals(BEGIN)) {
        return new PusherEvent(
            null, 0, 0, 0, 0, Long.parseLong(parts[2]), Long.parseLong(parts[3]));
      }
      JsonNode progress = Json.MAPPER.readTree(parts[4]).get("progress");
      long unsettled = Offsets.parse(progress.get("pending").asText()).size();
      return new PusherEvent(
          parts[0],
          progress.get("offset").asLong() - unsettled,
          progress.get("outcomes").path("delivered").asLong(),
          progress.get("posts").asLong(),
          Double.parseDouble(parts[1]),
          Long.parseLong(parts[2]),
          Long.parseLong(parts[3]));
    } catch (JsonProcessingException | RuntimeException e) {
      // A missing or invalid part of the line.
      throw new IllegalArgumentException("not an event: " + line, e);
    }
  }
}
