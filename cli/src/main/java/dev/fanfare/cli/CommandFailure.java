package dev.fanfare.cli;

/** A command could not do its work; the message tells why, and what to do next. */
public final class CommandFailure extends RuntimeException {
  public CommandFailure(String message) {
    super(message);
  }

  public CommandFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
