package dev.fanfare.outcomes;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The times in {@code report.json}.
 *
 * @param startedAt when the execution started, in ISO 8601; null if the state machine predates this
 *     field
 * @param endedAt when the report was written, in ISO 8601, before pruning and further rounds
 * @param tookMillis from {@code startedAt} to {@code endedAt}; null without {@code startedAt}
 */
public record ReportTimes(@Nullable String startedAt, String endedAt, @Nullable Long tookMillis) {

  public static ReportTimes of(@Nullable String startedAt, Instant endedAt) {
    Long took =
        startedAt == null ? null : Duration.between(Instant.parse(startedAt), endedAt).toMillis();
    return new ReportTimes(startedAt, endedAt.toString(), took);
  }
}
