package dev.fanfare.bench.pusher;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The context that Lambda passes to a function.
 *
 * @param endNanos end of the invocation's time, on the clock of {@link System#nanoTime}
 */
record BenchContext(long endNanos) implements Context {
  private static final int MAX_MILLIS = 900_000;

  /** The time that the pusher reserves for its end, unless a quarter of its time is less. */
  private static final long RESERVE_MILLIS = 15_000;

  /** Returns the context of an invocation with the maximum time of Lambda. */
  static BenchContext withMaxTime() {
    return withTime(MAX_MILLIS);
  }

  /** Returns the context of an invocation in which the pusher stops posting after this time. */
  static BenchContext postingFor(long millis) {
    return withTime(millis + Math.min(RESERVE_MILLIS, millis / 3));
  }

  private static BenchContext withTime(long millis) {
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
