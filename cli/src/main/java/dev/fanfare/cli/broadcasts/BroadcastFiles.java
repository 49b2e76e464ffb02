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
 * The objects that one broadcast keeps in the bucket. A direct broadcast keeps the same data in a
 * row. All of it expires after {@code RetentionDays}.
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

  /** Returns the request as it was sent, or empty if it was never stored or has expired. */
  public Optional<byte[]> request() {
    return read(keys.request());
  }

  /**
   * Returns the priority in the request, or empty if the request is missing, has expired or is
   * invalid.
   */
  Optional<Priority> priority() {
    try {
      return request().map(RequestReader::read).map(Request::priority);
    } catch (InvalidRequestException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns {@code report.json} of the latest round, or empty if it is not written yet or has
   * expired.
   */
  public Optional<JsonNode> report() {
    return read(keys.report())
        .map(
            bytes -> {
              try {
                return Json.MAPPER.readTree(bytes);
              } catch (IOException e) {
                throw new UncheckedIOException("the report is not valid JSON", e);
              }
            });
  }

  /**
   * Returns the report if it is final. A final report no longer changes, although the broadcast may
   * still be pruning stale connections.
   */
  public Optional<JsonNode> finalReport() {
    return report().filter(report -> report.path("final").asBoolean());
  }

  /**
   * Returns the outcome of each connection, or empty if there is no report. The caller closes the
   * result.
   *
   * @throws IOException if the bucket cannot be read
   */
  public Optional<ConnectionOutcomes> outcomes() throws IOException {
    return ReportedBroadcast.read(bucket, id)
        .map(reported -> new ConnectionOutcomes(bucket, reported));
  }

  /**
   * Returns the child execution that pushed a shard, from the results of its round. Returns empty
   * if the round has not ended or its results have expired.
   *
   * @param round from 1
   * @param shard from 0
   */
  Optional<ChildExecution> pusherOf(int round, int shard) {
    try {
      return ChildExecution.find(bucket, id, round, shard);
    } catch (IOException e) {
      throw new UncheckedIOException("the results of round " + round + " cannot be read", e);
    }
  }

  /** Writes the flag that makes the pushers stop. */
  public void cancel() {
    bucket.write(keys.cancel(), new byte[0]);
  }

  /** Whether the flag of {@link #cancel} is set. */
  public boolean isCancelled() {
    return read(keys.cancel()).isPresent();
  }

  private Optional<byte[]> read(String key) {
    try (var stored = bucket.open(key)) {
      return Optional.of(stored.readAllBytes());
    } catch (MissingObjectException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + key, e);
    }
  }
}
