package dev.fanfare.local.lambda.environment;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.api.client.api.LambdaContext;
import dev.fanfare.local.lambda.FunctionSpec;
import java.time.Clock;
import java.time.Instant;

/** Lambda's context object, with the pool's clock and the function's logger. */
final class EnvironmentContext extends LambdaContext {
  private final Instant deadline;
  private final Clock clock;
  private final FunctionLogger log;

  EnvironmentContext(
      FunctionSpec spec,
      String logStream,
      InvokeRequest request,
      Instant deadline,
      Clock clock,
      FunctionLogger log) {
    super(
        spec.limits().memoryMb(),
        deadline.toEpochMilli(),
        request.id(),
        spec.logGroup(),
        logStream,
        spec.name(),
        null,
        request.version(),
        request.arn(),
        null,
        null,
        null);
    this.deadline = deadline;
    this.clock = clock;
    this.log = log;
  }

  @Override
  public int getRemainingTimeInMillis() {
    return (int) Math.max(0, deadline.toEpochMilli() - clock.millis());
  }

  @Override
  public LambdaLogger getLogger() {
    return log;
  }
}
