package dev.fanfare.cli.console;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of the list of broadcasts, the latest first.
 *
 * @param more whether there are more broadcasts that match
 */
public record BroadcastPage(List<Line> broadcasts, boolean more) {

  /**
   * One broadcast in the list.
   *
   * @param startedAt milliseconds since the epoch
   * @param tookMillis milliseconds from the start to the end, or until now while it runs
   * @param planned number of planned connections; null while unknown
   * @param outcomes number of connections by outcome; null while unknown
   * @param missed number of missed connections; null while unknown
   * @param dryRun whether it was only planned
   */
  public record Line(
      String id,
      String status,
      long startedAt,
      long tookMillis,
      @Nullable Long planned,
      @Nullable Map<String, Long> outcomes,
      @Nullable Long missed,
      boolean dryRun) {}
}
