package dev.fanfare.local.stepfunctions;

import dev.fanfare.local.lambda.FunctionInvoker;
import dev.fanfare.local.lambda.Invocation;
import dev.fanfare.local.lambda.InvocationRejectedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Functions that are lambdas; a name without a lambda does not exist. */
public final class ScriptedFunctions implements FunctionInvoker {
  private final Map<String, Function<String, CompletableFuture<Invocation>>> functions =
      new ConcurrentHashMap<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();

  /** A function that answers at once. */
  public void answer(String name, Function<String, String> body) {
    functions.put(name, payload -> CompletableFuture.completedFuture(ok(body.apply(payload))));
  }

  /** A function that throws an exception. */
  public void fail(String name, String errorType) {
    functions.put(
        name,
        payload ->
            CompletableFuture.completedFuture(
                invocation(
                    "{\"errorMessage\":\"boom\",\"errorType\":\"" + errorType + "\"}",
                    Optional.of("Unhandled"))));
  }

  /** A function whose result the test completes itself. */
  public void define(String name, Function<String, CompletableFuture<Invocation>> body) {
    functions.put(name, body);
  }

  /** The payloads of all calls so far. */
  public List<String> calls() {
    return calls;
  }

  public static Invocation ok(String payload) {
    return invocation(payload, Optional.empty());
  }

  public static Invocation invocation(String payload, Optional<String> error) {
    return new Invocation(
        "11111111-2222-3333-4444-555555555555",
        "$LATEST",
        payload.getBytes(StandardCharsets.UTF_8),
        error);
  }

  @Override
  public CompletableFuture<Invocation> invoke(String function, byte[] payload) {
    var text = new String(payload, StandardCharsets.UTF_8);
    calls.add(text);
    var body = functions.get(function);
    return body == null
        ? CompletableFuture.failedFuture(
            new InvocationRejectedException(
                404, "ResourceNotFoundException", "Function not found: " + function))
        : body.apply(text);
  }
}
