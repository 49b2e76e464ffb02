package dev.fanfare.cli.io;

/** Ctrl-C, and whatever else ends the process from outside. */
public interface Interrupts {

  /** A JVM that is told to end runs its hooks; it then ends with 128 and the signal's number. */
  Interrupts OF_THIS_PROCESS =
      last -> {
        var hook = new Thread(last, "interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        return () -> {
          try {
            Runtime.getRuntime().removeShutdownHook(hook);
          } catch (IllegalStateException e) {
            // It is running already.
          }
        };
      };

  /**
   * Says what is to be done at the last moment.
   *
   * @return closed when there is nothing more to do
   */
  Watching on(Runnable last);

  /** Until it is closed. */
  interface Watching extends AutoCloseable {
    @Override
    void close();
  }
}
