package dev.fanfare.start;

/** Where requests go that no retry can mend. */
public interface DeadLetters {

  /**
   * Puts a request aside.
   *
   * @param body as it came, so that moving it back to the queue starts it once it is mended
   * @param reason what is wrong with it, for people
   */
  void put(String body, String reason);
}
