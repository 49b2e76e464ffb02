package dev.fanfare.config;

/** A pause between two attempts, replaceable so that tests need not wait. */
@FunctionalInterface
public interface Pause {

  /** A real pause. */
  Pause SLEEP = Thread::sleep;

  void of(long millis) throws InterruptedException;

  /**
   * Pauses. If the thread is interrupted, restores the interrupt status and fails.
   *
   * @param activity the interrupted activity, for the message, such as {@code writing to Stale}
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
