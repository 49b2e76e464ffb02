package dev.fanfare.config;

/**
 * The same rows were written from several sides at once, again and again; nothing was changed.
 * Trying once more, a little later, helps.
 */
public final class ContentionException extends RuntimeException {
  public ContentionException(int attempts, Throwable last) {
    super("other writers were first in all " + attempts + " attempts", last);
  }
}
