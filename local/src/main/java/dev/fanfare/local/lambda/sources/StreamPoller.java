package dev.fanfare.local.lambda.sources;

import dev.fanfare.local.lambda.FunctionInvoker;
import dev.fanfare.local.lambda.Invocation;
import dev.fanfare.local.time.DaemonThreads;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Lambda's event source for a table's stream: reads each shard in order and invokes the function
 * with batches. A failed batch is retried, in halves if the mapping bisects, until it succeeds or
 * is given up; later records of the shard wait.
 */
public final class StreamPoller implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamPoller.class);

  /** Lambda polls a shard four times a second. */
  private static final long POLL_MILLIS = 250;

  private static final int NOT_INVOKED = -1;

  private final StreamMapping mapping;
  private final DynamoDbClient tables;
  private final DynamoDbStreamsClient streams;
  private final FunctionInvoker functions;
  private final BiConsumer<String, String> destinations;
  private final Clock clock;
  private final Map<String, StreamShard> shards = new LinkedHashMap<>();
  private final ScheduledExecutorService timer;

  /** That of the last invocation. */
  private String executedVersion = "";

  /** Empty until the table exists; changes if the table is created again. */
  private Optional<String> stream = Optional.empty();

  /**
   * @param tables and {@code streams} are not closed here, and must outlive the poller
   * @param destinations sends a record to a queue, by the queue's ARN
   * @param clock for the batching window and the timestamps of failure records
   */
  public StreamPoller(
      StreamMapping mapping,
      DynamoDbClient tables,
      DynamoDbStreamsClient streams,
      FunctionInvoker functions,
      BiConsumer<String, String> destinations,
      Clock clock) {
    this.mapping = mapping;
    this.tables = tables;
    this.streams = streams;
    this.functions = functions;
    this.destinations = destinations;
    this.clock = clock;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(new DaemonThreads("stream-" + mapping.table()));
  }

  /** Starts polling on its own thread. Records that are written after this returns are read. */
  public StreamPoller start() {
    discover(mapping.fromLatest());
    if (stream.isEmpty()) {
      LOG.info("{} waits for the table {} and its stream", mapping.function(), mapping.table());
    }
    timer.scheduleWithFixedDelay(this::poll, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
    return this;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    try {
      timer.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void poll() {
    try {
      if (shards.isEmpty() || shards.values().stream().anyMatch(StreamShard::isFinished)) {
        discover(false);
      }
      for (var shard : shards.values()) {
        shard.read(mapping.batchSize(), mapping.batchingWindow(), clock.instant());
        hand(shard);
      }
    } catch (SdkException e) {
      LOG.warn("Cannot read the stream of {}: {}", mapping.table(), e.getMessage());
    } catch (RuntimeException e) {
      // Otherwise the timer would stop silently.
      LOG.error("Polling the stream of {} failed", mapping.table(), e);
    }
  }

  /** Finds new shards; the child of a shard starts after its parent. */
  private void discover(boolean fromLatest) {
    follow();
    if (stream.isEmpty()) {
      return;
    }
    var described = streams.describeStream(describe -> describe.streamArn(stream.get()));
    for (var shard : described.streamDescription().shards()) {
      var parent = shards.get(String.valueOf(shard.parentShardId()));
      boolean mayBegin = fromLatest || parent == null || parent.isFinished();
      if (mayBegin && !shards.containsKey(shard.shardId())) {
        var start = fromLatest ? ShardIteratorType.LATEST : ShardIteratorType.TRIM_HORIZON;
        shards.put(shard.shardId(), new StreamShard(streams, stream.get(), shard.shardId(), start));
      }
    }
  }

  /** The stream of a deleted table ends; if the table is created again, follows the new stream. */
  private void follow() {
    if (shards.values().stream().allMatch(StreamShard::isFinished)) {
      var found = find();
      if (found.isPresent() && !found.equals(stream)) {
        stream = found;
        shards.clear();
      }
    }
  }

  private Optional<String> find() {
    try {
      var table = tables.describeTable(describe -> describe.tableName(mapping.table())).table();
      return Optional.ofNullable(table.latestStreamArn());
    } catch (ResourceNotFoundException notYet) {
      return Optional.empty();
    }
  }

  /** Invokes the function with due batches, one after the other, until one fails. */
  private void hand(StreamShard shard) {
    while (!shard.due().isEmpty()) {
      var batch = shard.due().removeFirst();
      int done = succeeded(batch);
      if (done == NOT_INVOKED) {
        shard.due().addFirst(batch);
        return;
      }
      if (done < batch.records().size()) {
        comeAgain(shard, done == 0 ? batch : batch.from(done));
        return;
      }
    }
  }

  /** The number of records from the first that succeeded, or {@link #NOT_INVOKED}. */
  private int succeeded(StreamBatch batch) {
    Invocation invocation;
    try {
      var event = batch.event(shownArn(), mapping.region());
      invocation = functions.invoke(mapping.function(), event).join();
    } catch (CompletionException refused) {
      LOG.warn("{} was not invoked: {}", mapping.function(), refused.getMessage());
      return NOT_INVOKED;
    }
    executedVersion = invocation.executedVersion();
    if (invocation.functionError().isPresent()) {
      return 0;
    }
    if (!mapping.reportsItemFailures()) {
      return batch.records().size();
    }
    var sequences = batch.sequences();
    return BatchItemFailures.parse(invocation.payload(), new LinkedHashSet<>(sequences))
        .map(failed -> failed.stream().mapToInt(sequences::indexOf).min().orElse(sequences.size()))
        .orElse(0);
  }

  private void comeAgain(StreamShard shard, StreamBatch failing) {
    var failed = failing.failedOnceMore();
    int size = failed.records().size();
    if (mapping.retries().bisects() && size > 1) {
      shard.due().addFirst(failed.from(size / 2));
      shard.due().addFirst(failed.upTo(size / 2));
    } else if (mapping.retries().most() >= 0 && failed.failures() > mapping.retries().most()) {
      giveUp(shard, failed);
    } else {
      shard.due().addFirst(failed);
    }
  }

  private void giveUp(StreamShard shard, StreamBatch batch) {
    LOG.warn(
        "{} failed {} times at {} records of {}, no more tries",
        mapping.function(),
        batch.failures(),
        batch.records().size(),
        mapping.table());
    mapping
        .retries()
        .onFailureQueueArn()
        .ifPresent(
            queue ->
                destinations.accept(
                    queue,
                    batch.failureRecord(
                        mapping.function(),
                        executedVersion,
                        shard.id(),
                        shownArn(),
                        clock.instant())));
  }

  /** The stream's ARN, with the table's ARN in this stack. */
  private String shownArn() {
    var arn = stream.orElseThrow();
    return mapping.tableArn() + arn.substring(arn.indexOf("/stream/"));
  }
}
