package dev.fanfare.broadcast;

import java.io.InputStream;
import java.util.stream.Stream;

/** Forwards to another bucket; for tests that override one method. */
public class ForwardingBucket implements BroadcastBucket {
  private final BroadcastBucket bucket;

  public ForwardingBucket(BroadcastBucket bucket) {
    this.bucket = bucket;
  }

  @Override
  public InputStream open(String key) {
    return bucket.open(key);
  }

  @Override
  public void write(String key, byte[] bytes) {
    bucket.write(key, bytes);
  }

  @Override
  public boolean writeIfAbsent(String key, byte[] bytes) {
    return bucket.writeIfAbsent(key, bytes);
  }

  @Override
  public void delete(String key) {
    bucket.delete(key);
  }

  @Override
  public Stream<String> list(String prefix) {
    return bucket.list(prefix);
  }
}
