package dev.fanfare.bench.pusher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.bench.process.Usage;
import dev.fanfare.broadcast.Offsets;
import dev.fanfare.text.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a pusher's process tells its parent, a line each: that it begins, then of each invocation
 * its shard, its milliseconds, what the process has used, and the answer as it came.
 *
 * @param shard the key of the shard that one invocation has pushed; null for the line that says
 *     that pushing begins
 * @param planned connections of the shard, as far as it was pushed
 * @param delivered those of them that got the message
 * @param posts posts made, repeats included
 * @param millis how long the invocation took
 * @param cpuMillis what the process has used since its start, user and system
 * @param peakKilobytes the most memory that it has had resident
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

  static String line(String shard, double millis, Usage usage, String answer) {
    return shard
        + " "
        + millis
        + " "
        + usage.cpuMillis()
        + " "
        + usage.peakKilobytes()
        + " "
        + answer;
  }

  /**
   * @throws IllegalArgumentException when the line is none of theirs
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
      // Whatever it is that the line lacks, it is no event.
      throw new IllegalArgumentException("no event: " + line, e);
    }
  }
}
