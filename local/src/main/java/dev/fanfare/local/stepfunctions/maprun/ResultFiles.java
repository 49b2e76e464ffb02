package dev.fanfare.local.stepfunctions.maprun;

import dev.fanfare.local.stepfunctions.objects.ObjectStore;
import dev.fanfare.local.stepfunctions.query.Document;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** The numbered files of one kind of result, each a JSON array, none of them empty. */
public final class ResultFiles {
  /**
   * When a file is full, in characters. AWS starts a new one at 5 GB; this one must fit in memory.
   */
  private static final int FULL = 64 * 1024 * 1024;

  private final ObjectStore objects;
  private final String bucket;
  private final String keyPrefix;
  private final List<Object> written = new ArrayList<>();
  private StringBuilder open = new StringBuilder();

  /**
   * @param keyPrefix what stands before the number
   */
  public ResultFiles(ObjectStore objects, String bucket, String keyPrefix) {
    this.objects = objects;
    this.bucket = bucket;
    this.keyPrefix = keyPrefix;
  }

  public void add(Document entry) {
    open.append(open.isEmpty() ? '[' : ',').append(entry.text());
    if (open.length() >= FULL) {
      flush();
    }
  }

  /** Writes what is left, and returns the manifest's list of all files. */
  public List<Object> close() {
    if (!open.isEmpty()) {
      flush();
    }
    return written;
  }

  private void flush() {
    var content = utf8(open.append(']').toString());
    var key = keyPrefix + written.size() + ".json";
    objects.write(bucket, key, content);
    var file = new LinkedHashMap<String, Object>();
    file.put("Key", key);
    file.put("Size", content.length);
    written.add(file);
    open = new StringBuilder();
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
