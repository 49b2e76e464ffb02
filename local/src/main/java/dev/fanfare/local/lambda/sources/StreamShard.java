package dev.fanfare.local.lambda.sources;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The position in one shard of a stream, and the records that are read but not delivered. */
final class StreamShard {
  private final DynamoDbStreamsClient streams;
  private final String streamArn;
  private final String id;
  private final ShardIteratorType start;
  private final Deque<StreamBatch> due = new ArrayDeque<>();
  private final List<Record> gathered = new ArrayList<>();
  private Instant gatheredSince = Instant.EPOCH;

  /** Null after the end of a closed shard. */
  private @Nullable String iterator;

  /** Null before the first record. */
  private @Nullable String lastSequence;

  private boolean isAtEnd;

  StreamShard(DynamoDbStreamsClient streams, String streamArn, String id, ShardIteratorType start) {
    this.streams = streams;
    this.streamArn = streamArn;
    this.id = id;
    this.start = start;
    this.iterator = newIterator();
  }

  String id() {
    return id;
  }

  /** The due batches, oldest first. */
  Deque<StreamBatch> due() {
    return due;
  }

  /** Whether all records of a closed shard are delivered, so that its children may start. */
  boolean isFinished() {
    return isAtEnd && due.isEmpty() && gathered.isEmpty();
  }

  /**
   * Reads further records, unless a batch is due. Records become due when they fill a batch or when
   * the window since the first of them ends.
   */
  void read(int batchSize, Duration window, Instant now) {
    if (!due.isEmpty()) {
      return;
    }
    if (!isAtEnd) {
      gather(Math.min(batchSize - gathered.size(), 1_000), now);
    }
    boolean isFull = gathered.size() == batchSize || isAtEnd;
    if (!gathered.isEmpty() && (isFull || !now.isBefore(gatheredSince.plus(window)))) {
      due.add(new StreamBatch(gathered, 0));
      gathered.clear();
    }
  }

  private void gather(int limit, Instant now) {
    try {
      var response = streams.getRecords(get -> get.shardIterator(iterator).limit(limit));
      iterator = response.nextShardIterator();
      isAtEnd = iterator == null;
      if (!response.records().isEmpty()) {
        if (gathered.isEmpty()) {
          gatheredSince = now;
        }
        gathered.addAll(response.records());
        lastSequence = gathered.get(gathered.size() - 1).dynamodb().sequenceNumber();
      }
    } catch (ExpiredIteratorException e) {
      iterator = newIterator();
    } catch (TrimmedDataAccessException e) {
      // All remaining records are newer than the position. DynamoDB Local also throws this when an
      // empty shard gets its first record.
      iterator = iterator(ShardIteratorType.TRIM_HORIZON, null);
    }
  }

  private String newIterator() {
    return lastSequence == null
        ? iterator(start, null)
        : iterator(ShardIteratorType.AFTER_SEQUENCE_NUMBER, lastSequence);
  }

  private String iterator(ShardIteratorType type, @Nullable String sequence) {
    return streams
        .getShardIterator(
            get ->
                get.streamArn(streamArn)
                    .shardId(id)
                    .shardIteratorType(type)
                    .sequenceNumber(sequence))
        .shardIterator();
  }
}
