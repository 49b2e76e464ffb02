package dev.fanfare.start;

/** Where requests go that no retry can mend, and that no queue's redrive policy moves there. */
interface DeadLetters {

  /**
   * Puts a request aside.
   *
   * @param body as it came, so that a redrive of the dead-letter queue starts it once it is mended
   * @param reason what is wrong with it, for people
   */
  void put(String body, String reason);
}
