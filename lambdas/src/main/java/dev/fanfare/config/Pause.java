package dev.fanfare.config;

/** A pause between two attempts; a parameter, so that tests need not wait. */
@FunctionalInterface
public interface Pause {

  /** A pause that lasts. */
  Pause SLEEP = Thread::sleep;

  void of(long millis) throws InterruptedException;

  /**
   * Pauses; if the thread is interrupted, keeps its interrupt and fails.
   *
   * @param activity what the pause interrupts, for the message, such as {@code writing to Stale}
   * @throws IllegalStateException if the thread is interrupted
   */
  default void during(String activity, long millis) {
    try {
      of(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + activity, e);
    }
  }
}
