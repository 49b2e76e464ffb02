package dev.fanfare.local.lambda;

/** Reads the logs of functions, as CloudWatch Logs does. */
@FunctionalInterface
public interface LogReader {

  /**
   * Takes each message, on any thread. It must not block.
   *
   * @param stream the log stream's name: that of the environment
   * @param message without its last line break
   */
  void read(FunctionSpec function, String stream, String message);
}
