package dev.fanfare.local.lambda.environment;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one environment: its own and those that a handler starts. The group identifies the
 * function that prints a line, and interrupts all its threads when the environment ends.
 */
final class EnvironmentThreads extends ThreadGroup {
  private final FunctionLogger log;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  EnvironmentThreads(ThreadGroup parent, String environment, FunctionLogger log) {
    super(parent, environment);
    this.log = log;
  }

  FunctionLogger log() {
    return log;
  }

  /** The environment of the calling thread, or null. */
  static @Nullable EnvironmentThreads current() {
    for (var g = Thread.currentThread().getThreadGroup(); g != null; g = g.getParent()) {
      if (g instanceof EnvironmentThreads threads) {
        return threads;
      }
    }
    return null;
  }

  /** Logs a function's output line by line. */
  synchronized void print(byte[] bytes, int offset, int length, Charset charset) {
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] == '\n') {
        log.log(line.toString(charset));
        line.reset();
      } else {
        line.write(bytes[i]);
      }
    }
  }

  @Override
  public void uncaughtException(Thread thread, Throwable thrown) {
    log.slf4j().error("Uncaught exception in thread {}", thread.getName(), thrown);
  }
}
