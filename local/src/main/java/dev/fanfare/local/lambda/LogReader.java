package dev.fanfare.local.lambda;

/** Receives the log messages of functions, for CloudWatch Logs. */
@FunctionalInterface
public interface LogReader {

  /**
   * Receives one message. Called on any thread; must return quickly.
   *
   * @param stream the name of the log stream, which is the environment's name
   * @param message the text without a trailing line break
   */
  void read(FunctionSpec function, String stream, String message);
}
