package dev.fanfare.config;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.fanfare.text.Printable;
import java.nio.charset.StandardCharsets;

/**
 * The log of a function, one printable line for each message. Every function writes through it, so
 * none can forget that a client chose part of what it logs.
 */
public final class PrintableLog implements LambdaLogger {
  private final LambdaLogger log;

  private PrintableLog(LambdaLogger log) {
    this.log = log;
  }

  /** The log of an invocation. */
  public static LambdaLogger of(Context context) {
    return new PrintableLog(context.getLogger());
  }

  /** The log of the current invocation, and of what runs outside of one. */
  public static LambdaLogger ofRuntime() {
    return new PrintableLog(LambdaRuntime.getLogger());
  }

  @Override
  public void log(String message) {
    log.log(Printable.of(String.valueOf(message)));
  }

  @Override
  public void log(byte[] message) {
    log(new String(message, StandardCharsets.UTF_8));
  }

  @Override
  public void log(String message, LogLevel level) {
    log.log(Printable.of(String.valueOf(message)), level);
  }

  @Override
  public void log(byte[] message, LogLevel level) {
    log(new String(message, StandardCharsets.UTF_8), level);
  }
}
