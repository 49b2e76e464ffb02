package dev.fanfare.local.lambda;

/** Reads the logs of functions, for CloudWatch Logs. */
@FunctionalInterface
public interface LogReader {

  /**
   * Called for every message, on any thread; must be fast.
   *
   * @param stream the log stream's name: that of the environment
   * @param message without the end of its last line
   */
  void read(FunctionSpec function, String stream, String message);
}
