package dev.fanfare.local.stepfunctions;

import dev.fanfare.local.stepfunctions.objects.ObjectStore;
import dev.fanfare.local.stepfunctions.objects.ObjectStoreException;
import dev.fanfare.local.stepfunctions.objects.StoredObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Buckets in a map. */
public final class InMemoryObjectStore implements ObjectStore {
  private final Map<String, ConcurrentSkipListMap<String, byte[]>> buckets =
      new ConcurrentHashMap<>();
  private volatile Runnable beforeReads = () -> {};

  public InMemoryObjectStore(String... names) {
    for (var name : names) {
      buckets.put(name, new ConcurrentSkipListMap<>());
    }
  }

  /** Runs an action before each read, which may block. */
  public void beforeReads(Runnable action) {
    beforeReads = action;
  }

  public String text(String bucket, String key) {
    return new String(read(bucket, key), StandardCharsets.UTF_8);
  }

  public void put(String bucket, String key, String content) {
    write(bucket, key, content.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public List<StoredObject> list(String bucket, String prefix, long limit) {
    return bucket(bucket).entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .limit(limit)
        .map(
            entry ->
                new StoredObject(
                    entry.getKey(),
                    "\"e" + entry.getValue().length + "\"",
                    Instant.ofEpochSecond(1_700_000_000),
                    entry.getValue().length,
                    "STANDARD"))
        .toList();
  }

  @Override
  public byte[] read(String bucket, String key) {
    beforeReads.run();
    var content = bucket(bucket).get(key);
    if (content == null) {
      throw new ObjectStoreException("The specified key does not exist.", null);
    }
    return content;
  }

  @Override
  public void write(String bucket, String key, byte[] content) {
    bucket(bucket).put(key, content);
  }

  private Map<String, byte[]> bucket(String name) {
    var bucket = buckets.get(name);
    if (bucket == null) {
      throw new ObjectStoreException("The specified bucket does not exist", null);
    }
    return bucket;
  }
}
