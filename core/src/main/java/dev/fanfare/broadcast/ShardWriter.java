package dev.fanfare.broadcast;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.BiConsumer;

/** Fills shards one after another; holds one in memory. */
public final class ShardWriter {
  private final BiConsumer<String, byte[]> store;
  private final String prefix;
  private final int shardSize;
  private final ByteArrayOutputStream open = new ByteArrayOutputStream();
  private int openLines;
  private int shards;
  private long connections;

  /**
   * @param shards how many shards were written before
   * @param connections how many connections those hold
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

  /** One that counts connections and shards, and writes none. */
  public static ShardWriter counting(int shardSize, int shards, long connections) {
    return new ShardWriter((key, bytes) -> {}, "", shardSize, shards, connections);
  }

  public void add(Connection connection) {
    ShardLines.write(connection, open);
    connections++;
    if (++openLines == shardSize) {
      flush();
    }
  }

  /**
   * Writes the lines of the shard that is not full yet under a key of their own, to go on later.
   */
  public void park(String key) {
    store.accept(key, open.toByteArray());
  }

  /** Goes on with lines that were parked. */
  public void resume(ShardLines.Reader parked) throws IOException {
    for (Connection next = parked.next(); next != null; next = parked.next()) {
      add(next);
    }
  }

  /** Writes the shard that is not full yet, if there is one. */
  public void flush() {
    if (openLines > 0) {
      store.accept(BroadcastKeys.shard(prefix, shards++), open.toByteArray());
      open.reset();
      openLines = 0;
    }
  }

  public int shards() {
    return shards;
  }

  public long connections() {
    return connections;
  }
}
