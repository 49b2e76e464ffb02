package dev.fanfare.direct;

import dev.fanfare.broadcast.BroadcastBucket;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of one broadcast, kept in memory until their destination is known. */
final class MemoryFiles implements BroadcastBucket {
  private final TreeMap<String, byte[]> files = new TreeMap<>();

  @Override
  public InputStream open(String key) {
    byte[] file = files.get(key);
    if (file == null) {
      throw new MissingObjectException(key);
    }
    return new ByteArrayInputStream(file);
  }

  @Override
  public void write(String key, byte[] bytes) {
    files.put(key, bytes);
  }

  @Override
  public boolean writeIfAbsent(String key, byte[] bytes) {
    return files.putIfAbsent(key, bytes) == null;
  }

  @Override
  public void delete(String key) {
    files.remove(key);
  }

  @Override
  public Stream<String> list(String prefix) {
    return files.keySet().stream().filter(key -> key.startsWith(prefix));
  }

  /** All files, which are text. */
  Map<String, String> texts() {
    var texts = new LinkedHashMap<String, String>();
    files.forEach((key, file) -> texts.put(key, new String(file, StandardCharsets.UTF_8)));
    return texts;
  }

  void copyTo(BroadcastBucket bucket) {
    files.forEach(bucket::write);
  }
}
