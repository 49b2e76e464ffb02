package dev.fanfare.push;

import dev.fanfare.broadcast.BroadcastBucket;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A shard on the local disk while it is pushed. It is read as slowly as it is posted to, and S3 may
 * cut off who reads slowly; on the disk it takes no memory, however large it is.
 */
final class SpooledShard {
  private SpooledShard() {}

  /** Copies the object to a temporary file, which is gone once the stream is closed. */
  static InputStream open(BroadcastBucket bucket, String key) throws IOException {
    Path file = Files.createTempFile("fanfare-shard", ".jsonl");
    try (var object = bucket.open(key)) {
      Files.copy(object, file, StandardCopyOption.REPLACE_EXISTING);
      return Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }
}
