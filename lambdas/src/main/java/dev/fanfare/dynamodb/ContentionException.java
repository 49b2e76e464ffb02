package dev.fanfare.dynamodb;

import org.jspecify.annotations.Nullable;

/**
 * Several writers changed the same rows concurrently in all attempts, and nothing was written. A
 * later retry can succeed.
 */
public final class ContentionException extends RuntimeException {
  /**
   * @param last the last write's failure; null if each write succeeded, and its row changed after
   *     it
   */
  public ContentionException(int attempts, @Nullable Throwable last) {
    super("other writers were faster in all " + attempts + " attempts", last);
  }
}
