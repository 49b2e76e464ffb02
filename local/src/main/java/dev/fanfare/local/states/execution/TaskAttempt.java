package dev.fanfare.local.states.execution;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.local.functions.Invocation;
import dev.fanfare.local.functions.InvocationRejectedException;
import dev.fanfare.local.states.definition.ErrorNames;
import dev.fanfare.local.states.definition.State;
import dev.fanfare.local.states.query.Document;
import dev.fanfare.local.states.query.Scope;
import dev.fanfare.local.states.query.Typed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Invokes a function for a Task state, once per {@link #start}. */
final class TaskAttempt {
  private static final String RESOURCE_TYPE = "lambda";
  private static final long MAX_SECONDS = 99_999_999;

  private final Engine engine;
  private final StateVisit visit;
  private final State.Task state;

  TaskAttempt(Engine engine, StateVisit visit, State.Task state) {
    this.engine = engine;
    this.visit = visit;
    this.state = state;
  }

  void start() {
    var scope = visit.scope();
    var arguments = Typed.object(state.arguments(), scope, "Arguments");
    var timeout = state.timeoutSeconds().map(t -> Typed.integer(t, scope, "TimeoutSeconds"));
    var document = Document.of(arguments);
    if (!(arguments.get("FunctionName") instanceof String function)) {
      visit.handle(
          runtime(
              "The Arguments '%s' could not be used to start the Task: [The field 'FunctionName' is required and must be a string]"
                  .formatted(document.text())));
    } else if (timeout.isPresent() && (timeout.get() < 1 || timeout.get() > MAX_SECONDS)) {
      visit.handle(runtime("TimeoutSeconds must be between 1 and " + MAX_SECONDS + "."));
    } else if (document.bytes() > AwsLimits.STATE_BYTES) {
      visit.handle(StateVisit.tooLarge(visit.state()));
    } else {
      recordStart(document, timeout);
      invoke(function, Document.of(arguments.getOrDefault("Payload", Map.of())), scope, timeout);
    }
  }

  private Failure runtime(String what) {
    return Failure.of(ErrorNames.RUNTIME, visit.explain(what));
  }

  private void recordStart(Document arguments, Optional<Long> timeout) {
    var scheduled = new LinkedHashMap<String, Object>();
    scheduled.put("parameters", arguments.text());
    scheduled.put("region", engine.account().region());
    scheduled.putAll(resource());
    timeout.ifPresent(seconds -> scheduled.put("timeoutInSeconds", seconds));
    visit.run().record("TaskScheduled", scheduled);
    visit.run().record("TaskStarted", resource());
  }

  private void invoke(String function, Document payload, Scope scope, Optional<Long> timeout) {
    var answer = visit.waiting();
    timeout.ifPresent(
        seconds -> {
          var timer =
              engine
                  .timer()
                  .schedule(Duration.ofSeconds(seconds), () -> answer.submit(this::timeOut));
          visit.afterwards(timer::cancel);
        });
    call(function, payload)
        .whenComplete(
            (invocation, error) ->
                answer.submit(
                    () -> {
                      if (error != null) {
                        fail(rejection(function, error));
                      } else if (invocation.functionError().isPresent()) {
                        fail(functionError(invocation));
                      } else {
                        succeed(InvokeResponse.of(invocation, engine), scope);
                      }
                    }));
  }

  private CompletableFuture<Invocation> call(String function, Document payload) {
    try {
      return engine.functions().invoke(function, payload.text().getBytes(StandardCharsets.UTF_8));
    } catch (RuntimeException e) {
      // An invoker may refuse at once instead of by its future; both mean the same.
      return CompletableFuture.failedFuture(e);
    }
  }

  private void succeed(Document result, Scope scope) {
    if (result.bytes() > AwsLimits.STATE_BYTES) {
      fail(StateVisit.tooLarge(RESOURCE_TYPE));
      return;
    }
    var details = resource();
    details.putAll(EventData.output(result));
    visit.run().record("TaskSucceeded", details);
    visit.exit(state.onward(), scope.with("result", result.value()), result);
  }

  private void fail(Failure failure) {
    var details = resource();
    details.putAll(failure.details());
    visit.run().record("TaskFailed", details);
    visit.handle(failure);
  }

  private void timeOut() {
    var failure = Failure.of(ErrorNames.TIMEOUT);
    var details = resource();
    details.putAll(failure.details());
    visit.run().record("TaskTimedOut", details);
    visit.handle(failure);
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

  private static Map<String, Object> resource() {
    var resource = new LinkedHashMap<String, Object>();
    resource.put("resource", "invoke");
    resource.put("resourceType", RESOURCE_TYPE);
    return resource;
  }
}
