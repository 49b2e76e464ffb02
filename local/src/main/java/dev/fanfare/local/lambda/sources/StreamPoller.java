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
 * with batches. It retries a failed batch, in halves if the mapping bisects, until the batch
 * succeeds or has no retries left. Until then, later records of the shard wait.
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

  /** The stream's ARN. Empty until the table exists; changes if the table is created again. */
  private Optional<String> stream = Optional.empty();

  /**
   * @param tables the client; the caller closes it and {@code streams} after the poller
   * @param destinations sends a record to a queue, by the queue's ARN
   * @param clock measures the batching window and timestamps failure records
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

  /** Starts polling on a new thread. Reads all records that are written after this call. */
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
        deliver(shard);
      }
    } catch (SdkException e) {
      LOG.warn("Cannot read the stream of {}: {}", mapping.table(), e.getMessage());
    } catch (RuntimeException e) {
      // An exception would stop the timer silently.
      LOG.error("Polling the stream of {} failed", mapping.table(), e);
    }
  }

  /** Finds new shards. A shard starts only after its parent is finished. */
  private void discover(boolean fromLatest) {
    updateStream();
    if (stream.isEmpty()) {
      return;
    }
    var described = streams.describeStream(describe -> describe.streamArn(stream.get()));
    for (var shard : described.streamDescription().shards()) {
      var parent = shards.get(String.valueOf(shard.parentShardId()));
      boolean mayStart = fromLatest || parent == null || parent.isFinished();
      if (mayStart && !shards.containsKey(shard.shardId())) {
        var start = fromLatest ? ShardIteratorType.LATEST : ShardIteratorType.TRIM_HORIZON;
        shards.put(shard.shardId(), new StreamShard(streams, stream.get(), shard.shardId(), start));
      }
    }
  }

  /** Switches to the new stream if the table was deleted and created again. */
  private void updateStream() {
    if (shards.values().stream().allMatch(StreamShard::isFinished)) {
      var found = latestStream();
      if (found.isPresent() && !found.equals(stream)) {
        stream = found;
        shards.clear();
      }
    }
  }

  private Optional<String> latestStream() {
    try {
      var table = tables.describeTable(describe -> describe.tableName(mapping.table())).table();
      return Optional.ofNullable(table.latestStreamArn());
    } catch (ResourceNotFoundException notYet) {
      return Optional.empty();
    }
  }

  /** Invokes the function with due batches, one after the other, until one fails. */
  private void deliver(StreamShard shard) {
    while (!shard.due().isEmpty()) {
      var batch = shard.due().removeFirst();
      int done = invoke(batch);
      if (done == NOT_INVOKED) {
        shard.due().addFirst(batch);
        return;
      }
      if (done < batch.records().size()) {
        retry(shard, done == 0 ? batch : batch.from(done));
        return;
      }
    }
  }

  /** Returns how many records succeeded, from the first on, or {@link #NOT_INVOKED}. */
  private int invoke(StreamBatch batch) {
    Invocation invocation;
    try {
      var event = batch.event(streamArn(), mapping.region());
      invocation = functions.invoke(mapping.function(), event).join();
    } catch (CompletionException refused) {
      LOG.warn("Could not invoke {}: {}", mapping.function(), refused.getMessage());
      return NOT_INVOKED;
    }
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

  private void retry(StreamShard shard, StreamBatch failing) {
    var failed = failing.failedOnceMore();
    int size = failed.records().size();
    if (mapping.retries().bisects() && size > 1) {
      shard.due().addFirst(failed.from(size / 2));
      shard.due().addFirst(failed.upTo(size / 2));
    } else if (mapping.retries().max() >= 0 && failed.failures() > mapping.retries().max()) {
      giveUp(shard, failed);
    } else {
      shard.due().addFirst(failed);
    }
  }

  private void giveUp(StreamShard shard, StreamBatch batch) {
    LOG.warn(
        "{} failed {} times for {} records of {}; the batch is abandoned",
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
                        mapping.function(), shard.id(), streamArn(), clock.instant())));
  }

  /** The stream's ARN, with the ARN that the table has in this stack. */
  private String streamArn() {
    var arn = stream.orElseThrow();
    return mapping.tableArn() + arn.substring(arn.indexOf("/stream/"));
  }
}
