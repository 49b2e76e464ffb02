package dev.fanfare.config;

/**
 * Several writers changed the same rows concurrently in all attempts, and nothing was written. A
 * later retry can succeed.
 */
public final class ContentionException extends RuntimeException {
  public ContentionException(int attempts, Throwable last) {
    super("other writers were faster in all " + attempts + " attempts", last);
  }
}
