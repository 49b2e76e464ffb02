package dev.fanfare.config;

import com.amazonaws.services.lambda.runtime.LambdaLogger;

/** Discards all lines, for work that no operator watches, such as a warm-up. */
public enum SilentLog implements LambdaLogger {
  INSTANCE;

  @Override
  public void log(String message) {}

  @Override
  public void log(byte[] message) {}
}
