package dev.fanfare.broadcast;

import java.io.InputStream;
import java.util.stream.Stream;

/** The bucket that holds what is too large for a state; keys are those of {@link BroadcastKeys}. */
public interface BroadcastBucket {

  /**
   * Opens an object; the caller closes it.
   *
   * @throws MissingObjectException when there is none under this key
   */
  InputStream open(String key);

  void write(String key, byte[] bytes);

  /**
   * Writes unless the key is taken.
   *
   * @return whether this call wrote it
   */
  boolean writeIfAbsent(String key, byte[] bytes);

  /** Deletes an object; one that is not there is deleted already. */
  void delete(String key);

  /** The keys below a prefix, in order, read page by page as the stream is consumed. */
  Stream<String> list(String prefix);

  /** A key that should be there is not: it expired, or names something else. */
  final class MissingObjectException extends RuntimeException {
    public MissingObjectException(String key) {
      super("there is no object " + key);
    }
  }
}
