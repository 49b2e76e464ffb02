package dev.fanfare.outcomes;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastBucket.MissingObjectException;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The part of {@code report.json} that is needed to find the broadcast's connections. While the
 * broadcast runs, it is the report of the last completed round.
 *
 * @param isFinal whether this was the last round, so that the report no longer changes; null in a
 *     report of an earlier version
 * @param dryRun whether the broadcast was only planned
 * @param outcomes the books; empty for a dry run
 * @param round the last round that was reduced
 * @param path the path that the broadcast took; null if the report predates the direct path
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReportedBroadcast(
    String broadcastId,
    @JsonProperty("final") Boolean isFinal,
    Boolean dryRun,
    long planned,
    Map<String, Long> outcomes,
    int round,
    @JsonUnwrapped MissedShards allMissed,
    String path) {

  /**
   * The shards with missed connections, numbered from 0: those to retry, then the refused ones.
   *
   * @param missedPrefix prefix of the shards with the connections that still needed a retry after
   *     the last round
   * @param missedShards number of those shards
   * @param refusedPrefix prefix of the shards with the refused connections of all rounds; null in
   *     an older report, which lists them among those to retry
   * @param refusedShards number of those shards; null in an older report
   */
  public record MissedShards(
      String missedPrefix, int missedShards, String refusedPrefix, Integer refusedShards) {

    /** Number of these shards. */
    public int count() {
      return missedShards + (refusedShards == null ? 0 : refusedShards);
    }

    /** The key of one of these shards. */
    public String key(int number) {
      return number < missedShards
          ? BroadcastKeys.shard(missedPrefix, number)
          : BroadcastKeys.shard(refusedPrefix, number - missedShards);
    }
  }

  /** Whether the broadcast was only planned and nothing was posted. */
  public boolean isDryRun() {
    return Boolean.TRUE.equals(dryRun);
  }

  /** Whether the report is final, although the execution may still run. */
  public boolean hasFinalReport() {
    return Boolean.TRUE.equals(isFinal);
  }

  /** Reads the report; empty if it does not exist yet or has expired. */
  public static Optional<ReportedBroadcast> read(BroadcastBucket bucket, String broadcastId)
      throws IOException {
    try (var report = bucket.open(new BroadcastKeys(broadcastId).report())) {
      return Optional.of(Json.MAPPER.readValue(report, ReportedBroadcast.class));
    } catch (MissingObjectException e) {
      return Optional.empty();
    }
  }
}
