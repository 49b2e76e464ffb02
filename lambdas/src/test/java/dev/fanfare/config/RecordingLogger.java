package dev.fanfare.config;

import com.amazonaws.services.lambda.runtime.api.client.logging.AbstractLambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogFormat;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Lambda's logger in text format, which keeps its lines: {@code [WARN] no route to S3}. */
public final class RecordingLogger extends AbstractLambdaLogger {
  private final List<String> lines = new CopyOnWriteArrayList<>();

  public RecordingLogger() {
    super(LogLevel.UNDEFINED, LogFormat.TEXT);
  }

  @Override
  protected void logMessage(byte[] message, LogLevel level) {
    lines.add(new String(message, StandardCharsets.UTF_8));
  }

  public List<String> lines() {
    return lines;
  }
}
