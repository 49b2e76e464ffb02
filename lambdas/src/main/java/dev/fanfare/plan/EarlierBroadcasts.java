package dev.fanfare.plan;

import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastBucket.MissingObjectException;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.outcomes.ReportedBroadcast;
import dev.fanfare.plan.audience.Audience;
import dev.fanfare.plan.audience.MissedAudience;
import dev.fanfare.plan.audience.ReachedAudience;
import dev.fanfare.request.EarlierAudience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;

/**
 * What a broadcast takes from an earlier one: the audience and, for a resend, the message. Both are
 * in the bucket for as long as broadcasts are kept.
 */
public final class EarlierBroadcasts {

  /** An execution that is about to be redriven will run again. */
  private static final Set<String> UNDER_WAY = Set.of("RUNNING", "PENDING_REDRIVE");

  private final BroadcastBucket bucket;
  private final ExecutionStates executions;
  private final int retentionDays;

  /**
   * @param retentionDays how long the bucket keeps a broadcast, for error messages
   */
  public EarlierBroadcasts(BroadcastBucket bucket, ExecutionStates executions, int retentionDays) {
    this.bucket = bucket;
    this.executions = executions;
    this.retentionDays = retentionDays;
  }

  /**
   * @throws InvalidRequestException if the earlier broadcast is unknown, has no final report yet,
   *     has ended without a report, or has expired
   */
  Audience audience(EarlierAudience earlier) {
    ReportedBroadcast broadcast = reported(earlier);
    if (broadcast.isDryRun()) {
      throw earlier.refusal("must have been sent, but was a dry run");
    }
    checkKept(earlier);
    return switch (earlier.part()) {
      case MISSED -> new MissedAudience(bucket, broadcast);
      case REACHED -> new ReachedAudience(bucket, broadcast);
    };
  }

  /**
   * The exact bytes that were posted.
   *
   * @throws InvalidRequestException if they have expired
   */
  byte[] message(EarlierAudience earlier) {
    try (var message = bucket.open(new BroadcastKeys(earlier.broadcastId()).message())) {
      return message.readAllBytes();
    } catch (MissingObjectException e) {
      throw expired(earlier);
    } catch (IOException e) {
      throw new UncheckedIOException("reading the message of " + earlier.broadcastId(), e);
    }
  }

  /** The error for a broadcast whose files have partly expired from the bucket. */
  InvalidRequestException expired(EarlierAudience earlier) {
    return earlier.refusal(
        "must be complete in the bucket, which keeps it for " + kept() + ": parts of it are gone");
  }

  private ReportedBroadcast reported(EarlierAudience earlier) {
    // Check the state first: a report that is read after the end is the last one.
    Optional<String> state = executions.of(earlier.broadcastId());
    Optional<ReportedBroadcast> report = report(earlier);
    boolean isUnderWay = state.filter(UNDER_WAY::contains).isPresent();
    if (isUnderWay && report.filter(ReportedBroadcast::hasFinalReport).isEmpty()) {
      throw earlier.refusal("must have its final report, but is still being sent: try again later");
    }
    return report.orElseThrow(() -> unreported(earlier, state));
  }

  private Optional<ReportedBroadcast> report(EarlierAudience earlier) {
    try {
      return ReportedBroadcast.read(bucket, earlier.broadcastId());
    } catch (IOException e) {
      throw new UncheckedIOException("reading the report of " + earlier.broadcastId(), e);
    }
  }

  private InvalidRequestException unreported(EarlierAudience earlier, Optional<String> state) {
    return state.isPresent()
        ? earlier.refusal(
            "must have a report, but ended %s without one, or is older than %s"
                .formatted(state.get(), kept()))
        : earlier.refusal("must be the id of a broadcast of the last " + kept());
  }

  /** The message was written first: if it exists, the other files have hardly begun to expire. */
  private void checkKept(EarlierAudience earlier) {
    try {
      bucket.open(new BroadcastKeys(earlier.broadcastId()).message()).close();
    } catch (MissingObjectException e) {
      throw expired(earlier);
    } catch (IOException e) {
      throw new UncheckedIOException("checking the message of " + earlier.broadcastId(), e);
    }
  }

  private String kept() {
    return retentionDays == 1 ? "1 day" : retentionDays + " days";
  }
}
