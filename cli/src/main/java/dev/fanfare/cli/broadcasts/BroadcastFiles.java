package dev.fanfare.cli.broadcasts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastBucket.MissingObjectException;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.bucket.BucketWithDirect;
import dev.fanfare.bucket.S3BroadcastBucket;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.outcomes.ChildExecution;
import dev.fanfare.outcomes.ConnectionOutcomes;
import dev.fanfare.outcomes.ReportedBroadcast;
import dev.fanfare.request.Priority;
import dev.fanfare.request.Request;
import dev.fanfare.request.RequestReader;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * What one broadcast keeps in the bucket, or in a row instead; all of it expires after the days of
 * retention.
 */
public final class BroadcastFiles {
  private final BroadcastBucket bucket;
  private final String id;
  private final BroadcastKeys keys;

  public BroadcastFiles(DeployedStack stack, String id) {
    this.bucket =
        new BucketWithDirect(
            new S3BroadcastBucket(stack.objects(), stack.bucket()),
            stack.tables(),
            stack.progressTable());
    this.id = id;
    this.keys = new BroadcastKeys(id);
  }

  /** The request as it came; empty when there is none, or no more. */
  public Optional<byte[]> request() {
    return read(keys.request());
  }

  /** The request's; empty when there is no request, no more, or none that can be read. */
  Optional<Priority> priority() {
    try {
      return request().map(RequestReader::read).map(Request::priority);
    } catch (InvalidRequestException e) {
      return Optional.empty();
    }
  }

  /** {@code report.json} of the latest round; empty when there is none yet, or no more. */
  public Optional<JsonNode> report() {
    return read(keys.report())
        .map(
            bytes -> {
              try {
                return Json.MAPPER.readTree(bytes);
              } catch (IOException e) {
                throw new UncheckedIOException("the report is no JSON", e);
              }
            });
  }

  /**
   * The report, if it is final: nothing of it changes any more, though stale connections may still
   * be pruned.
   */
  public Optional<JsonNode> finalReport() {
    return report().filter(report -> report.path("final").asBoolean());
  }

  /** What became of each connection; empty when there is no report. The caller closes it. */
  public Optional<ConnectionOutcomes> outcomes() throws IOException {
    return ReportedBroadcast.read(bucket, id)
        .map(reported -> new ConnectionOutcomes(bucket, reported));
  }

  /** Who pushed a shard, by the results of its round; empty when that is not over, or expired. */
  Optional<ChildExecution> pusherOf(int round, int shard) {
    try {
      return ChildExecution.find(bucket, id, round, shard);
    } catch (IOException e) {
      throw new UncheckedIOException("the results of round " + round + " cannot be read", e);
    }
  }

  /** Raises the flag that stops the pushers. */
  public void cancel() {
    bucket.write(keys.cancel(), new byte[0]);
  }

  /** Whether somebody has raised it. */
  public boolean isCancelled() {
    return read(keys.cancel()).isPresent();
  }

  private Optional<byte[]> read(String key) {
    try (var stored = bucket.open(key)) {
      return Optional.of(stored.readAllBytes());
    } catch (MissingObjectException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + key, e);
    }
  }
}
