package dev.fanfare.cli;

/** What {@code ./fanfare} ends with. */
public final class ExitCode {
  /** All went well. */
  public static final int WELL = 0;

  /**
   * It did not: a broadcast is incomplete or was cancelled, there are findings, a deadline cannot
   * be met.
   */
  public static final int NOT_WELL = 1;

  /** A wrong call. */
  public static final int WRONG_CALL = 2;

  /** The stack was not found or not reached, or the operator has no right to it. */
  public static final int NO_STACK = 3;

  /** There is no such broadcast. */
  public static final int NO_BROADCAST = 4;

  /** Interrupted, as by Ctrl-C. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
