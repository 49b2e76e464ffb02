package dev.fanfare.push;

import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.ShardLines;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A copy of a shard on the local disk. A push reads slowly, at the pace of its posts, and S3 may
 * close slow connections. The copy uses disk space and no memory.
 *
 * @param lines positioned at the first line
 * @param connections the number of lines
 */
record SpooledShard(ShardLines.Reader lines, int connections) implements AutoCloseable {

  /** Copies the object to a temporary file, which is deleted when the shard is closed. */
  static SpooledShard open(BroadcastBucket bucket, String key) throws IOException {
    Path file = Files.createTempFile("fanfare-shard", ".jsonl");
    try (var object = new LineCount(bucket.open(key))) {
      Files.copy(object, file, StandardCopyOption.REPLACE_EXISTING);
      var copy = Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
      return new SpooledShard(ShardLines.read(copy), object.lines);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  /** Counts the lines read through this stream; each ends in a newline. */
  private static final class LineCount extends FilterInputStream {
    private int lines;

    private LineCount(InputStream object) {
      super(object);
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      lines += next == '\n' ? 1 : 0;
      return next;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int read = super.read(into, from, length);
      for (int i = from; i < from + read; i++) {
        lines += into[i] == '\n' ? 1 : 0;
      }
      return read;
    }
  }
}
