package dev.fanfare.local.lambda.environment;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** A function's log, which goes to an SLF4J logger. */
final class FunctionLogger implements LambdaLogger {
  private static final String PREFIX = "dev.fanfare.function.";

  private final Logger log;
  private final Consumer<String> reader;

  /**
   * @param reader gets every message, whatever its level
   */
  FunctionLogger(String function, Consumer<String> reader) {
    this.reader = reader;
    this.log = LoggerFactory.getLogger(PREFIX + function);
  }

  Logger slf4j() {
    return log;
  }

  @Override
  public void log(String message) {
    log(message, LogLevel.UNDEFINED);
  }

  @Override
  public void log(byte[] message) {
    log(new String(message, StandardCharsets.UTF_8));
  }

  @Override
  public void log(String message, LogLevel level) {
    String told = message == null ? "null" : message.stripTrailing();
    reader.accept(told);
    log.atLevel(slf4jLevel(level)).log(told);
  }

  @Override
  public void log(byte[] message, LogLevel level) {
    log(new String(message, StandardCharsets.UTF_8), level);
  }

  /** Logs a failed invocation, as Lambda does. */
  void failed(String requestId, FunctionError error, Throwable thrown) {
    String told = requestId + " " + error.type() + ": " + error.message();
    reader.accept(told);
    log.warn(told);
    log.debug(requestId, thrown);
  }

  private static Level slf4jLevel(LogLevel level) {
    return switch (level) {
      case TRACE -> Level.TRACE;
      case DEBUG -> Level.DEBUG;
      case INFO, UNDEFINED -> Level.INFO;
      case WARN -> Level.WARN;
      case ERROR, FATAL -> Level.ERROR;
    };
  }
}
