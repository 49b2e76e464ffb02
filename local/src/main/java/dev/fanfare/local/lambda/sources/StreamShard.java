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

/** The position in one shard of a stream, and its records that are not delivered yet. */
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

  /**
   * @param start {@code LATEST} skips existing records
   */
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

  /** Whether the shard is read and delivered, so that its children may start. */
  boolean isFinished() {
    return isAtEnd && due.isEmpty() && gathered.isEmpty();
  }

  /**
   * Reads on, unless a batch is due. Records are due when they fill a batch or the window since the
   * first record is over.
   */
  void read(int most, Duration window, Instant now) {
    if (!due.isEmpty()) {
      return;
    }
    if (!isAtEnd) {
      gather(Math.min(most - gathered.size(), 1_000), now);
    }
    boolean isFull = gathered.size() == most || isAtEnd;
    if (!gathered.isEmpty() && (isFull || !now.isBefore(gatheredSince.plus(window)))) {
      due.add(new StreamBatch(gathered, 0));
      gathered.clear();
    }
  }

  private void gather(int most, Instant now) {
    try {
      var answer = streams.getRecords(get -> get.shardIterator(iterator).limit(most));
      iterator = answer.nextShardIterator();
      isAtEnd = iterator == null;
      if (!answer.records().isEmpty()) {
        if (gathered.isEmpty()) {
          gatheredSince = now;
        }
        gathered.addAll(answer.records());
        lastSequence = gathered.get(gathered.size() - 1).dynamodb().sequenceNumber();
      }
    } catch (ExpiredIteratorException e) {
      iterator = newIterator();
    } catch (TrimmedDataAccessException e) {
      // The remaining records are newer than the position. DynamoDB Local also throws this when an
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
