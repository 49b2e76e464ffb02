package dev.fanfare.bench.pusher;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What Lambda tells a function about itself.
 *
 * @param endNanos when Lambda would end the invocation, on {@link System#nanoTime}'s clock
 */
record BenchContext(long endNanos) implements Context {
  private static final int MAX_MILLIS = 900_000;

  /** The pusher keeps as much in reserve, or a quarter of its time where that is less. */
  private static final long RESERVE_MILLIS = 15_000;

  /** An invocation with all the time that Lambda grants. */
  static BenchContext unhurried() {
    return endingIn(MAX_MILLIS);
  }

  /** An invocation whose time makes the pusher stop posting after so long. */
  static BenchContext postingFor(long millis) {
    return endingIn(millis + Math.min(RESERVE_MILLIS, millis / 3));
  }

  private static BenchContext endingIn(long millis) {
    return new BenchContext(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
  }

  @Override
  public int getRemainingTimeInMillis() {
    return (int) Math.max(0, TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime()));
  }

  @Override
  public String getAwsRequestId() {
    return "00000000-0000-0000-0000-000000000000";
  }

  @Override
  public String getLogGroupName() {
    return "bench";
  }

  @Override
  public String getLogStreamName() {
    return "bench";
  }

  @Override
  public String getFunctionName() {
    return "PushShard";
  }

  @Override
  public String getFunctionVersion() {
    return "1";
  }

  @Override
  public String getInvokedFunctionArn() {
    return "arn:aws:lambda:us-east-1:123456789012:function:PushShard";
  }

  @Override
  public @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public @Nullable ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getMemoryLimitInMB() {
    return 512;
  }

  @Override
  public LambdaLogger getLogger() {
    return new LambdaLogger() {
      @Override
      public void log(String message) {
        System.err.println(message);
      }

      @Override
      public void log(byte[] message) {
        log(new String(message, StandardCharsets.UTF_8));
      }
    };
  }
}
