package dev.fanfare.text;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Describes a failure for people: the message of an exception, without class names. */
public final class Reason {
  private Reason() {}

  public static String of(Throwable failure) {
    Throwable cause = failure.getCause();
    if (cause != null && isWrapper(failure, cause)) {
      return of(cause);
    }
    String message = failure.getMessage();
    if (message == null || message.isBlank()) {
      // The HTTP client of the JDK does not say why it cannot connect.
      return failure instanceof ConnectException
          ? "cannot connect"
          : words(failure.getClass().getSimpleName());
    }
    // Its message is only the host's name.
    return failure instanceof UnknownHostException ? "unknown host " + message : message;
  }

  /** Whether its message only repeats its cause, with a class name. */
  private static boolean isWrapper(Throwable failure, Throwable cause) {
    return failure instanceof CompletionException
        || failure instanceof ExecutionException
        || cause.toString().equals(failure.getMessage());
  }

  /** {@code ClosedChannelException} becomes {@code closed channel}. */
  private static String words(String name) {
    String words =
        name.replaceAll("(Exception|Error)$", "").replaceAll("(?<=[a-z])(?=[A-Z])", " ").trim();
    return words.isEmpty() ? "an unknown fault" : words.toLowerCase();
  }
}
