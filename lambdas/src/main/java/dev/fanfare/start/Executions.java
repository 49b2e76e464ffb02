package dev.fanfare.start;

/** Where executions of the broadcast state machine are started. */
public interface Executions {

  /**
   * Starts an execution, unless one of this name has been started before: that is success too,
   * since whoever asked twice asked for one broadcast.
   */
  void start(String name, String input);
}
