package dev.fanfare.start;

/** Where executions of the broadcast state machine are started. */
interface Executions {

  /**
   * Starts an execution, unless one of this name has been started before: that is success too,
   * since whoever asked twice asked for one broadcast.
   *
   * @return whether this call started it, as far as Step Functions tells
   */
  boolean start(String name, String input);
}
