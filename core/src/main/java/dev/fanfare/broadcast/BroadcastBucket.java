package dev.fanfare.broadcast;

import java.io.InputStream;
import java.util.stream.Stream;

/**
 * The S3 bucket for data that does not fit into a state. {@link BroadcastKeys} defines the keys.
 * All methods throw an unchecked exception of the storage if it fails.
 */
public interface BroadcastBucket {

  /**
   * Opens an object; the caller closes the stream.
   *
   * @throws MissingObjectException if there is no object under this key
   */
  InputStream open(String key);

  /** Writes an object, and replaces an existing one. */
  void write(String key, byte[] bytes);

  /**
   * Writes an object only if the key does not exist.
   *
   * @return true if this call wrote the object
   */
  boolean writeIfAbsent(String key, byte[] bytes);

  /** Deletes an object; does nothing if the object does not exist. */
  void delete(String key);

  /** Lists the keys with a prefix in order; reads them page by page as the stream is consumed. */
  Stream<String> list(String prefix);

  /** An expected object does not exist: it has expired, or the key is wrong. */
  final class MissingObjectException extends RuntimeException {
    public MissingObjectException(String key) {
      super("there is no object " + key);
    }
  }
}
