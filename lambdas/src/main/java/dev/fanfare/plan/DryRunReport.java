package dev.fanfare.plan;

import dev.fanfare.estimate.Estimate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * {@code report.json} of a broadcast that was only to be planned.
 *
 * @param dryRun true, so that nobody takes it for one that was sent
 * @param complete true, since nobody was missed
 * @param planned connections that it would have gone to
 * @param outcomes none, as no round was pushed
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
