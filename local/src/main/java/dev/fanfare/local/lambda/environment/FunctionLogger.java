package dev.fanfare.local.lambda.environment;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.api.client.logging.LogFormatter;
import com.amazonaws.services.lambda.runtime.api.client.logging.TextLogFormatter;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A function's logger. Messages go to an SLF4J logger and, in Lambda's text format, to the log
 * group. There, a message with a level starts with it: {@code [WARN] no route to S3}.
 */
final class FunctionLogger implements LambdaLogger {
  private static final String PREFIX = "dev.fanfare.function.";

  private final LogFormatter format = new TextLogFormatter();
  private final Logger log;
  private final Consumer<String> reader;

  /**
   * @param reader receives messages of all levels
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
    String text = message == null ? "null" : message.stripTrailing();
    reader.accept(format.format(text, level));
    log.atLevel(slf4jLevel(level)).log(text);
  }

  @Override
  public void log(byte[] message, LogLevel level) {
    log(new String(message, StandardCharsets.UTF_8), level);
  }

  /** Logs a failed invocation, as Lambda does. */
  void failed(String requestId, FunctionError error, Throwable thrown) {
    String text = requestId + " " + error.type() + ": " + error.message();
    reader.accept(text);
    log.warn(text);
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
