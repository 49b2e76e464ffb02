package dev.fanfare.config;

import java.net.UnknownHostException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Describes a failure for people: the message of an exception, without class names. */
public final class Reason {
  private Reason() {}

  public static String of(Throwable failure) {
    if (failure.getCause() != null && isWrapper(failure)) {
      return of(failure.getCause());
    }
    String message = failure.getMessage();
    if (message == null || message.isBlank()) {
      return words(failure.getClass().getSimpleName());
    }
    // Its message is only the host's name.
    return failure instanceof UnknownHostException ? "unknown host " + message : message;
  }

  /** Whether its message only repeats its cause, with a class name. */
  private static boolean isWrapper(Throwable failure) {
    return failure instanceof CompletionException
        || failure instanceof ExecutionException
        || failure.getCause().toString().equals(failure.getMessage());
  }

  /** {@code ClosedChannelException} becomes {@code closed channel}. */
  private static String words(String name) {
    String words =
        name.replaceAll("(Exception|Error)$", "").replaceAll("(?<=[a-z])(?=[A-Z])", " ").trim();
    return words.isEmpty() ? "an unknown fault" : words.toLowerCase();
  }
}
