package dev.fanfare.reduce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastBucket.MissingObjectException;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.config.Pause;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;
import software.amazon.awssdk.services.sfn.model.MapRunListItem;
import software.amazon.awssdk.services.sfn.model.SfnException;

/**
 * Collects the results of a failed Map Run. If Step Functions wrote a manifest, that one counts.
 * Otherwise, this class fetches the output of each successful child execution and writes result
 * files in the format of Step Functions' ResultWriter, so that every reader finds them as usual.
 *
 * <p>A stopped child has no output: its shard counts as unfinished, even if its pusher continues
 * for a while. The books do not include what such a pusher still reaches, so no connection is
 * counted twice. Children of an earlier round are skipped by their shard keys.
 */
public final class SfnFailedMapRun {
  /** At ten calls per second, a page takes ten seconds. */
  private static final int PAGE = 100;

  /** Step Functions refills ten to fifteen DescribeExecution calls per second. */
  private static final long THROTTLED_MILLIS = 1_000;

  private final SfnClient executions;
  private final BroadcastBucket bucket;
  private final Pause pause;
  private final RandomGenerator random;

  public SfnFailedMapRun(
      SfnClient executions, BroadcastBucket bucket, Pause pause, RandomGenerator random) {
    this.executions = executions;
    this.bucket = bucket;
    this.pause = pause;
    this.random = random;
  }

  /**
   * Collects page by page until all results are collected or time is up.
   *
   * @param from where the last call stopped; null at the beginning
   * @param executionArn ARN of the broadcast's execution
   */
  CollectedResults collect(
      @Nullable CollectedResults from,
      String executionArn,
      BroadcastKeys keys,
      BooleanSupplier isTimeUp)
      throws IOException {
    CollectedResults at = from == null ? find(executionArn, keys) : from;
    while (!at.finished()) {
      at = collectPage(at);
      if (isTimeUp.getAsBoolean()) {
        break;
      }
    }
    return at;
  }

  private CollectedResults find(String executionArn, BroadcastKeys keys) throws IOException {
    Optional<MapRunListItem> latest =
        executions.listMapRunsPaginator(list -> list.executionArn(executionArn)).mapRuns().stream()
            .max(Comparator.comparing(MapRunListItem::startDate));
    if (latest.isEmpty()) {
      return CollectedResults.none();
    }
    String arn = latest.get().mapRunArn();
    String id = arn.substring(arn.lastIndexOf(':') + 1);
    String manifest = keys.outcomes(id) + "manifest.json";
    return exists(manifest)
        ? CollectedResults.none().finishedWith(manifest)
        : CollectedResults.from(arn, keys.outcomes(id) + "collected/");
  }

  private boolean exists(String key) throws IOException {
    try {
      bucket.open(key).close();
      return true;
    } catch (MissingObjectException e) {
      return false;
    }
  }

  private CollectedResults collectPage(CollectedResults at) throws IOException {
    ListExecutionsResponse page = retryThrottled(() -> list(at));
    ArrayNode children = Json.MAPPER.createArrayNode();
    for (ExecutionListItem child : page.executions()) {
      DescribeExecutionResponse described =
          retryThrottled(
              () ->
                  executions.describeExecution(
                      describe -> describe.executionArn(child.executionArn())));
      if (described.output() != null) {
        children.add(entry(described));
      }
    }
    writeOnce(at.resultFile(at.files()), Json.MAPPER.writeValueAsBytes(children));
    CollectedResults after = at.withPage(page.nextToken());
    return page.nextToken() == null ? after.finishedWith(writeManifest(after)) : after;
  }

  private ListExecutionsResponse list(CollectedResults at) {
    return executions.listExecutions(
        list ->
            list.mapRunArn(at.mapRunArn())
                .statusFilter(ExecutionStatus.SUCCEEDED)
                .maxResults(PAGE)
                .nextToken(at.pageToken()));
  }

  private static ObjectNode entry(DescribeExecutionResponse child) {
    return Json.MAPPER
        .createObjectNode()
        .put("ExecutionArn", child.executionArn())
        .put("Input", child.input())
        .put("Name", child.name())
        .put("Output", child.output())
        .put("Status", child.statusAsString());
  }

  private String writeManifest(CollectedResults collected) throws IOException {
    ObjectNode manifest = Json.MAPPER.createObjectNode().put("MapRunArn", collected.mapRunArn());
    ArrayNode files = manifest.putObject("ResultFiles").putArray("SUCCEEDED");
    for (int file = 0; file < collected.files(); file++) {
      files.addObject().put("Key", collected.resultFile(file));
    }
    String key = collected.folder() + "manifest.json";
    writeOnce(key, Json.MAPPER.writeValueAsBytes(manifest));
    return key;
  }

  /** The first writer wins: an object that another call may be reading never changes. */
  private void writeOnce(String key, byte[] bytes) {
    bucket.writeIfAbsent(key, bytes);
  }

  private interface Call<T> {
    T make();
  }

  /** Retries while Step Functions throttles, at most until Lambda's timeout. */
  private <T> T retryThrottled(Call<T> call) {
    while (true) {
      try {
        return call.make();
      } catch (SfnException e) {
        if (!e.isThrottlingException()) {
          throw e;
        }
        pauseAfter(e);
      }
    }
  }

  private void pauseAfter(SfnException throttled) {
    try {
      pause.of(THROTTLED_MILLIS + random.nextLong(THROTTLED_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw throttled;
    }
  }
}
