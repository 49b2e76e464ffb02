package dev.fanfare.estimate;

import dev.fanfare.broadcast.InvalidRequestException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The maximum duration of a broadcast's posts. An execution that times out cannot report, prune or
 * balance its books, so the planner refuses a broadcast that is too slow for its execution.
 *
 * @param posting from the start of the execution until every connection has been posted to once
 */
public record TimeLimit(Duration posting) {
  /** The state machine's {@code TimeoutSeconds}. */
  public static final Duration EXECUTION = Duration.ofDays(7);

  /**
   * Half of the time is left for later rounds and the waits before them, the report and pruning.
   */
  private static final int PARTS = 2;

  private static final double MILLIS = 1_000;

  /**
   * @param retentionDays how long the bucket keeps a plan, which the last round still reads
   */
  public static TimeLimit of(int retentionDays) {
    Duration kept = Duration.ofDays(retentionDays);
    return new TimeLimit((kept.compareTo(EXECUTION) < 0 ? kept : EXECUTION).dividedBy(PARTS));
  }

  /**
   * Refuses a broadcast that is too slow.
   *
   * @param rate maximum posts per second that the broadcast asks for
   * @param untilDeadline from the start of the execution until posting stops
   * @throws InvalidRequestException if the broadcast is too slow; the message has the required rate
   */
  public void check(
      long connections, OptionalInt rate, Optional<Duration> untilDeadline, Settings settings) {
    if (untilDeadline.filter(end -> end.compareTo(posting) <= 0).isPresent()) {
      return;
    }
    double pace = Math.min(settings.budget(), rate.orElse(Integer.MAX_VALUE));
    if (connections / (pace * Posting.PERMITS) <= posting.toMillis() / MILLIS) {
      return;
    }
    long needed = (long) Math.ceil(connections / (posting.toMillis() / MILLIS * Posting.PERMITS));
    throw new InvalidRequestException(
        "rate",
        rate.isPresent() ? Integer.toString(rate.getAsInt()) : "not given",
        needed <= settings.budget()
            ? ("must be at least %d posts a second to reach %d connections within %s; or set a "
                    + "shorter ttl_seconds to end the posts earlier")
                .formatted(needed, connections, hours())
            : ("%d connections need at least %d posts a second to be reached within %s, and the "
                    + "stack makes at most %.0f: raise AccountPostRate or PostRatePercent, or set "
                    + "ttl_seconds to end the posts earlier")
                .formatted(connections, needed, hours(), settings.budget()));
  }

  private String hours() {
    return posting.toHours() > 0 ? posting.toHours() + " hours" : posting.toSeconds() + " seconds";
  }
}
