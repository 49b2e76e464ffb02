package dev.fanfare.config;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.fanfare.text.Printable;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * A function's log, with one printable line per message. Every function logs through it, since
 * clients choose parts of the logged text.
 */
public final class PrintableLog implements LambdaLogger {
  private final Supplier<LambdaLogger> log;

  private PrintableLog(Supplier<LambdaLogger> log) {
    this.log = log;
  }

  /** The log of an invocation. */
  public static LambdaLogger of(Context context) {
    return new PrintableLog(context::getLogger);
  }

  /** The log of the current invocation, or of code outside an invocation. */
  public static LambdaLogger ofRuntime() {
    return new PrintableLog(LambdaRuntime::getLogger);
  }

  @Override
  public void log(String message) {
    log.get().log(Printable.of(String.valueOf(message)));
  }

  @Override
  public void log(byte[] message) {
    log(new String(message, StandardCharsets.UTF_8));
  }

  @Override
  public void log(String message, LogLevel level) {
    log.get().log(Printable.of(String.valueOf(message)), level);
  }

  @Override
  public void log(byte[] message, LogLevel level) {
    log(new String(message, StandardCharsets.UTF_8), level);
  }
}
