package dev.fanfare.local.apigateway.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fanfare.local.lambda.FunctionInvoker;
import dev.fanfare.local.lambda.Invocation;
import dev.fanfare.local.lambda.InvocationRejectedException;
import dev.fanfare.local.time.DaemonThreads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a function for a route or an authorizer. Failures are values, not exceptions. A function
 * that exceeds the integration timeout continues, but the gateway drops its response.
 */
public record Integration(
    FunctionInvoker functions, ObjectMapper json, Duration timeout, ExecutorService starters)
    implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Integration.class);

  /** The threads that start calls, so that a slow invoker does not block an event loop. */
  private static final int STARTERS = 4;

  sealed interface Result {}

  /** The function returned this JSON. */
  record Answered(JsonNode answer) implements Result {}

  /**
   * The function failed or returned an invalid response.
   *
   * @param status the HTTP status for the caller: 500, 502 or 504
   * @param message the function's {@code errorMessage}, or another reason
   */
  record Failed(int status, String message) implements Result {}

  public Integration(FunctionInvoker functions, ObjectMapper json, Duration timeout) {
    this(
        functions,
        json,
        timeout,
        Executors.newFixedThreadPool(STARTERS, new DaemonThreads("gateway-integration")));
  }

  /** Never completes exceptionally. */
  public CompletableFuture<Result> call(String function, byte[] event) {
    return CompletableFuture.supplyAsync(() -> functions.invoke(function, event), starters)
        .thenCompose(invocation -> invocation)
        .thenApply(this::result)
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(Integration::failure)
        .thenApply(result -> logFailure(function, result));
  }

  private Result result(Invocation invocation) {
    JsonNode answer;
    try {
      answer = json.readTree(invocation.payload());
    } catch (IOException notJson) {
      String text = new String(invocation.payload(), StandardCharsets.UTF_8);
      return new Failed(502, "the response is not JSON: " + text);
    }
    return invocation.functionError().isPresent()
        ? new Failed(502, answer.path("errorMessage").asText())
        : new Answered(answer);
  }

  private static Result failure(Throwable thrown) {
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (cause instanceof TimeoutException) {
      return new Failed(504, "no response within the timeout");
    }
    if (cause instanceof InvocationRejectedException rejected) {
      return new Failed(500, rejected.code() + ": " + rejected.getMessage());
    }
    return new Failed(500, cause.toString());
  }

  private static Result logFailure(String function, Result result) {
    if (result instanceof Failed failed) {
      LOG.warn("Function {} failed for the gateway: {}", function, failed.message());
    }
    return result;
  }

  /** Starts no further calls; running calls continue. */
  @Override
  public void close() {
    starters.shutdown();
  }
}
