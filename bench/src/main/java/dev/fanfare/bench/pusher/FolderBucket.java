package dev.fanfare.bench.pusher;

import dev.fanfare.broadcast.BroadcastBucket;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A folder instead of the bucket. The pusher only reads from it. */
record FolderBucket(Path folder) implements BroadcastBucket {

  @Override
  public InputStream open(String key) {
    try {
      if (Files.notExists(folder.resolve(key))) {
        throw new MissingObjectException(key);
      }
      return Files.newInputStream(folder.resolve(key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void write(String key, byte[] bytes) {
    throw new UnsupportedOperationException("a pusher only reads");
  }

  @Override
  public boolean writeIfAbsent(String key, byte[] bytes) {
    throw new UnsupportedOperationException("a pusher only reads");
  }

  @Override
  public void delete(String key) {
    throw new UnsupportedOperationException("a pusher only reads");
  }

  @Override
  public Stream<String> list(String prefix) {
    throw new UnsupportedOperationException("a pusher does not list objects");
  }
}
