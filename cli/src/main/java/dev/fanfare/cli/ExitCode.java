package dev.fanfare.cli;

/** The exit codes of {@code ./fanfare}. */
public final class ExitCode {
  /** The command succeeded. */
  public static final int SUCCESS = 0;

  /**
   * The command failed, a broadcast is incomplete or was cancelled, the doctor has findings, or a
   * deadline cannot be met.
   */
  public static final int FAILURE = 1;

  /** An option or argument is missing or invalid, or the request breaks a rule. */
  public static final int USAGE = 2;

  /** The stack does not exist, does not respond, or denies access. */
  public static final int NO_STACK = 3;

  /** The broadcast does not exist. */
  public static final int NO_BROADCAST = 4;

  /** The command was interrupted, for example with Ctrl-C: 128 plus the number of SIGINT. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
