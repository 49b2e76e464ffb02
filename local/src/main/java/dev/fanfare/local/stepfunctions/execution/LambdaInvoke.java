package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.local.lambda.Invocation;
import dev.fanfare.local.lambda.InvocationRejectedException;
import dev.fanfare.local.stepfunctions.history.Failure;
import dev.fanfare.local.stepfunctions.query.Document;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** {@code lambda:invoke}: calls a function and waits for its answer. */
record LambdaInvoke(Engine engine) implements ServiceCall {
  private static final String FUNCTION_NAME = "FunctionName";

  @Override
  public String required() {
    return FUNCTION_NAME;
  }

  @Override
  public CompletableFuture<Document> make(Map<String, Object> arguments) {
    var function = (String) arguments.get(FUNCTION_NAME);
    return invoke(function, Document.of(arguments.getOrDefault("Payload", Map.of())))
        .handle(
            (invocation, error) -> {
              if (error != null) {
                throw new FailedException(rejection(function, error));
              }
              if (invocation.functionError().isPresent()) {
                throw new FailedException(functionError(invocation));
              }
              return InvokeResponse.of(invocation, engine);
            });
  }

  private CompletableFuture<Invocation> invoke(String function, Document payload) {
    try {
      return engine.functions().invoke(function, payload.text().getBytes(StandardCharsets.UTF_8));
    } catch (RuntimeException e) {
      // An invoker may refuse at once instead of by its future; both mean the same.
      return CompletableFuture.failedFuture(e);
    }
  }

  private static Failure functionError(Invocation invocation) {
    var payload = new String(invocation.payload(), StandardCharsets.UTF_8);
    var type =
        InvokeResponse.parse(payload) instanceof Map<?, ?> error ? error.get("errorType") : null;
    return Failure.of(type instanceof String name ? name : "Lambda.Unknown", payload);
  }

  private Failure rejection(String function, Throwable thrown) {
    var error = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    if (error instanceof InvocationRejectedException rejected) {
      return Failure.of(
          "Lambda." + rejected.code(),
          "%s (Service: Lambda, Status Code: %d, Request ID: %s)"
              .formatted(
                  rejected.getMessage(), rejected.status(), InvokeResponse.requestId(engine)));
    }
    return Failure.of("Lambda.SdkClientException", "Unable to invoke " + function + ": " + error);
  }
}
