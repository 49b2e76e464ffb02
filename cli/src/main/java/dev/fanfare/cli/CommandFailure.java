package dev.fanfare.cli;

/** A command could not do its work; the message tells why, and what to do next. */
public final class CommandFailure extends RuntimeException {
  private final int exitCode;

  public CommandFailure(String message) {
    this(ExitCode.NOT_WELL, message);
  }

  /**
   * @param exitCode one of {@link ExitCode}
   */
  public CommandFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public CommandFailure(String message, Throwable cause) {
    this(ExitCode.NOT_WELL, message, cause);
  }

  /**
   * @param exitCode one of {@link ExitCode}
   */
  public CommandFailure(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }
}
