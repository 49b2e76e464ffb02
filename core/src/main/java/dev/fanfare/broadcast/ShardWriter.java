package dev.fanfare.broadcast;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.BiConsumer;

/** Writes connections into shards, one shard after another; keeps one shard in memory. */
public final class ShardWriter {
  private final BiConsumer<String, byte[]> store;
  private final String prefix;
  private final int shardSize;
  private final ByteArrayOutputStream open = new ByteArrayOutputStream();
  private int openLines;
  private int shards;
  private long connections;

  /**
   * @param shardSize connections per shard, at least 1
   * @param shards the number of shards already written
   * @param connections the number of connections in those shards
   */
  public ShardWriter(
      BroadcastBucket bucket, String prefix, int shardSize, int shards, long connections) {
    this(bucket::write, prefix, shardSize, shards, connections);
  }

  private ShardWriter(
      BiConsumer<String, byte[]> store,
      String prefix,
      int shardSize,
      int shards,
      long connections) {
    this.store = store;
    this.prefix = prefix;
    this.shardSize = shardSize;
    this.shards = shards;
    this.connections = connections;
  }

  /** A writer that counts connections and shards but stores nothing. */
  public static ShardWriter counting(int shardSize, int shards, long connections) {
    return new ShardWriter((key, bytes) -> {}, "", shardSize, shards, connections);
  }

  /** Adds a connection, and stores the shard if it is full. */
  public void add(Connection connection) {
    ShardLines.write(connection, open);
    connections++;
    if (++openLines == shardSize) {
      flush();
    }
  }

  /** Stores the lines of the incomplete shard under a separate key, to resume later. */
  public void park(String key) {
    store.accept(key, open.toByteArray());
  }

  /** Continues with lines that {@link #park} stored. */
  public void resume(ShardLines.Reader saved) throws IOException {
    for (Connection next = saved.next(); next != null; next = saved.next()) {
      add(next);
    }
  }

  /** Stores the incomplete shard, if there is one. */
  public void flush() {
    if (openLines > 0) {
      store.accept(BroadcastKeys.shard(prefix, shards++), open.toByteArray());
      open.reset();
      openLines = 0;
    }
  }

  /** Number of stored shards. */
  public int shards() {
    return shards;
  }

  /** Number of connections, those of the incomplete shard included. */
  public long connections() {
    return connections;
  }
}
