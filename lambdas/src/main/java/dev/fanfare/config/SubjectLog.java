package dev.fanfare.config;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.nio.charset.StandardCharsets;

/**
 * A log about one broadcast or shard. Each line with a level starts with the subject, so that a
 * search for it finds the line. Lines without a level are metrics, which CloudWatch parses; they
 * stay unchanged.
 */
public final class SubjectLog implements LambdaLogger {
  private final String subject;
  private final LambdaLogger log;

  private SubjectLog(String subject, LambdaLogger log) {
    this.subject = subject;
    this.log = log;
  }

  public static LambdaLogger ofBroadcast(String id, LambdaLogger log) {
    return new SubjectLog("broadcast " + id, log);
  }

  /**
   * @param key the key of the shard's object, which contains the id of the broadcast
   */
  public static LambdaLogger ofShard(String key, LambdaLogger log) {
    return new SubjectLog(key, log);
  }

  @Override
  public void log(String message) {
    log.log(message);
  }

  @Override
  public void log(byte[] message) {
    log.log(message);
  }

  @Override
  public void log(String message, LogLevel level) {
    log.log(subject + ": " + message, level);
  }

  @Override
  public void log(byte[] message, LogLevel level) {
    log(new String(message, StandardCharsets.UTF_8), level);
  }
}
