package dev.fanfare.outcomes;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastBucket.MissingObjectException;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code report.json} says of a broadcast, as far as its connections are found by it. While
 * the broadcast runs, it is the report of the last round that has ended.
 *
 * @param isFinal whether it was the last round, so that nothing of the report changes any more;
 *     null if it was written by an earlier version
 * @param dryRun whether it was only to be planned
 * @param outcomes the books; empty of a dry run
 * @param round the last round that was reduced
 * @param missedPrefix where the connections lie, as shards, that the last round has left to retry
 * @param missedShards how many shards that is, numbered from 0
 * @param refusedPrefix where the refused connections of all rounds lie, as shards; null in an older
 *     report, which has them among those to retry
 * @param refusedShards how many shards that is, numbered from 0; null the same
 * @param path which way it took; null in a report of before there were two
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReportedBroadcast(
    String broadcastId,
    @JsonProperty("final") Boolean isFinal,
    Boolean dryRun,
    long planned,
    Map<String, Long> outcomes,
    int round,
    String missedPrefix,
    int missedShards,
    String refusedPrefix,
    Integer refusedShards,
    String path) {

  /** Whether nobody was meant to get anything. */
  public boolean isDryRun() {
    return Boolean.TRUE.equals(dryRun);
  }

  /** Whether the report says that it stays as it is, though the broadcast may still run. */
  public boolean hasFinalReport() {
    return Boolean.TRUE.equals(isFinal);
  }

  /** How many shards hold the connections that it has missed. */
  public int allMissedShards() {
    return missedShards + (refusedShards == null ? 0 : refusedShards);
  }

  /** The key of one of those shards, numbered from 0. */
  public String missedShard(int number) {
    return number < missedShards
        ? BroadcastKeys.shard(missedPrefix, number)
        : BroadcastKeys.shard(refusedPrefix, number - missedShards);
  }

  /** Reads it; nothing when there is no report, not yet or not any more. */
  public static Optional<ReportedBroadcast> read(BroadcastBucket bucket, String broadcastId)
      throws IOException {
    try (var report = bucket.open(new BroadcastKeys(broadcastId).report())) {
      return Optional.of(Json.MAPPER.readValue(report, ReportedBroadcast.class));
    } catch (MissingObjectException e) {
      return Optional.empty();
    }
  }
}
