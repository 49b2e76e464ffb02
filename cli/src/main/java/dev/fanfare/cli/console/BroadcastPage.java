package dev.fanfare.cli.console;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Some broadcasts, the latest first.
 *
 * @param more whether there are older ones
 */
public record BroadcastPage(List<Line> broadcasts, boolean more) {

  /**
   * @param startedAt in milliseconds since the epoch
   * @param tookMillis until now while it runs
   * @param planned null while it is not known
   * @param outcomes the same
   * @param missed the same
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
