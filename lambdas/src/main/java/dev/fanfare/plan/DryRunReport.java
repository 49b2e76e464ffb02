package dev.fanfare.plan;

import dev.fanfare.estimate.Estimate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * {@code report.json} of a dry run.
 *
 * @param dryRun true, to distinguish it from a broadcast that was sent
 * @param complete true, since no connection was missed
 * @param planned size of the audience
 * @param outcomes empty, since no round was pushed
 */
record DryRunReport(
    String broadcastId,
    boolean dryRun,
    boolean complete,
    long planned,
    Map<String, Long> outcomes,
    long missed,
    String missedPrefix,
    int missedShards,
    int round,
    int shards,
    String startedAt,
    String endedAt,
    long tookMillis,
    Estimate estimate) {

  static DryRunReport of(
      String broadcastId, PlanCursor reached, Estimate estimate, Instant started, Instant ended) {
    return new DryRunReport(
        broadcastId,
        true,
        true,
        reached.planned(),
        Map.of(),
        0,
        "",
        0,
        0,
        reached.shards(),
        started.toString(),
        ended.toString(),
        Duration.between(started, ended).toMillis(),
        estimate);
  }
}
