package dev.fanfare.start;

/** The destination of requests that no retry can fix. */
public interface DeadLetters {

  /**
   * Stores a rejected request.
   *
   * @param body the original body, so that it can be moved back to the queue after a fix
   * @param reason why the request was rejected, for display
   */
  void put(String body, String reason);
}
