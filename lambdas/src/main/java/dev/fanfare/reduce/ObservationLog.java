package dev.fanfare.reduce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.estimate.Observation;
import dev.fanfare.estimate.Observations;
import java.time.Duration;
import java.time.Instant;

/**
 * Stores the measurements of a broadcast for later estimates. Two broadcasts that end at the same
 * moment may lose one entry; later broadcasts make up for it.
 */
final class ObservationLog {
  /**
   * Above this number of posts per connection, posts were retried, and the duration includes the
   * waits.
   */
  private static final double MAX_POSTS_EACH = 1.02;

  private final BroadcastBucket bucket;

  ObservationLog(BroadcastBucket bucket) {
    this.bucket = bucket;
  }

  /**
   * Stores a broadcast that went well, which is the case that estimates describe.
   *
   * @param pushed when the last shard was done
   */
  void add(ReduceOutcomesPayload payload, Report report, Instant pushed) {
    JsonNode estimate = payload.plan().estimate();
    String plannedAt = payload.plan().plannedAt();
    String startedAt = report.times().startedAt();
    if (estimate == null || plannedAt == null || startedAt == null || !isTypical(report)) {
      return;
    }
    Instant planned = Instant.parse(plannedAt);
    var seen =
        new Observation(
            report.status().broadcastId(),
            report.tally().planned(),
            report.pushed().shards(),
            new Observation.Posts(
                estimate.path("allowedPostsPerSecond").asDouble(),
                estimate.path("postsUnderWay").asLong(),
                report.pushed().postLatencyMicros().p50()),
            new Observation.Times(
                millis(Instant.parse(startedAt), planned),
                millis(planned, pushed),
                millis(pushed, Instant.parse(report.times().endedAt()))));
    Observations.in(bucket).plus(seen).write(bucket);
  }

  private static boolean isTypical(Report report) {
    return report.pushed().round() == 1
        && report.status().complete()
        && report.tally().planned() > 0
        && report.tally().outcomes().getOrDefault(Outcome.EXPIRED.word(), 0L) == 0
        && report.tally().outcomes().getOrDefault(Outcome.CANCELLED.word(), 0L) == 0
        && report.pushed().posts() <= report.tally().planned() * MAX_POSTS_EACH;
  }

  /** The clocks of two functions may differ slightly. */
  private static long millis(Instant from, Instant to) {
    return Math.max(1, Duration.between(from, to).toMillis());
  }
}
