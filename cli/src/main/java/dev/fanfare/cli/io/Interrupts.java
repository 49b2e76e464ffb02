package dev.fanfare.cli.io;

/** Runs an action when Ctrl-C or a signal ends the process. */
public interface Interrupts {

  /** Uses a shutdown hook. After the hook, the JVM exits with 128 plus the number of the signal. */
  Interrupts OF_THIS_PROCESS =
      last -> {
        var hook = new Thread(last, "interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        return () -> {
          try {
            Runtime.getRuntime().removeShutdownHook(hook);
          } catch (IllegalStateException e) {
            // The hook is already running.
          }
        };
      };

  /**
   * Registers an action.
   *
   * @param last runs when the process is interrupted
   * @return removes the action when it is closed
   */
  Watching on(Runnable last);

  /** A registered action, until it is closed. */
  interface Watching extends AutoCloseable {
    @Override
    void close();
  }
}
