package dev.fanfare.broadcast;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A bucket in memory. */
public final class MemoryBucket implements BroadcastBucket {
  private final TreeMap<String, byte[]> objects = new TreeMap<>();

  @Override
  public synchronized InputStream open(String key) {
    if (!objects.containsKey(key)) {
      throw new MissingObjectException(key);
    }
    return new ByteArrayInputStream(objects.get(key));
  }

  @Override
  public synchronized void write(String key, byte[] bytes) {
    objects.put(key, bytes.clone());
  }

  @Override
  public synchronized boolean writeIfAbsent(String key, byte[] bytes) {
    return objects.putIfAbsent(key, bytes.clone()) == null;
  }

  @Override
  public synchronized Stream<String> list(String prefix) {
    return List.copyOf(objects.keySet()).stream().filter(key -> key.startsWith(prefix));
  }

  @Override
  public synchronized void delete(String key) {
    objects.remove(key);
  }

  public String text(String key) {
    return new String(objects.get(key), StandardCharsets.UTF_8);
  }

  public void write(String key, String text) {
    write(key, text.getBytes(StandardCharsets.UTF_8));
  }

  /** All connections of the shards below a prefix, shard by shard. */
  public List<Connection> connections(String prefix) throws Exception {
    var connections = new ArrayList<Connection>();
    for (String key : list(prefix).toList()) {
      try (var lines = ShardLines.read(open(key))) {
        for (var next = lines.next(); next != null; next = lines.next()) {
          connections.add(next);
        }
      }
    }
    return connections;
  }
}
