package dev.fanfare.local.lambda;

/** Somebody who reads what functions log, as CloudWatch Logs does. */
@FunctionalInterface
public interface LogReader {

  /**
   * Called for every message, on whichever thread; must be quick.
   *
   * @param stream the log stream's name: that of the environment
   * @param message without the end of its last line
   */
  void read(FunctionSpec function, String stream, String message);
}
