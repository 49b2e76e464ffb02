package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.local.stepfunctions.definition.ErrorNames;
import dev.fanfare.local.stepfunctions.definition.State;
import dev.fanfare.local.stepfunctions.execution.ServiceCall.FailedException;
import dev.fanfare.local.stepfunctions.history.EventData;
import dev.fanfare.local.stepfunctions.history.Failure;
import dev.fanfare.local.stepfunctions.query.Document;
import dev.fanfare.local.stepfunctions.query.Scope;
import dev.fanfare.local.stepfunctions.query.Typed;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Calls a service for a Task state, once per {@link #start}. */
final class TaskAttempt {
  private static final long MAX_SECONDS = 99_999_999;

  private final Engine engine;
  private final StateVisit visit;
  private final State.Task state;
  private final ServiceCall service;

  TaskAttempt(Engine engine, StateVisit visit, State.Task state) {
    this.engine = engine;
    this.visit = visit;
    this.state = state;
    this.service = ServiceCall.of(state.integration(), engine);
  }

  void start() {
    var scope = visit.scope();
    var arguments = Typed.object(state.arguments(), scope, "Arguments");
    var timeout = state.timeoutSeconds().map(t -> Typed.integer(t, scope, "TimeoutSeconds"));
    var document = Document.of(arguments);
    var required = state.integration().arguments().get(0);
    if (!(arguments.get(required) instanceof String)) {
      visit.handle(
          runtime(
              "The Arguments '%s' could not be used to start the Task: [The field '%s' is required and must be a string]"
                  .formatted(document.text(), required)));
    } else if (timeout.isPresent() && (timeout.get() < 1 || timeout.get() > MAX_SECONDS)) {
      visit.handle(runtime("TimeoutSeconds must be between 1 and " + MAX_SECONDS + "."));
    } else if (document.bytes() > AwsLimits.STATE_BYTES) {
      visit.handle(StateVisit.tooLarge(visit.state().name()));
    } else {
      recordStart(document, timeout);
      call(arguments, scope, timeout);
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

  private void call(Map<String, Object> arguments, Scope scope, Optional<Long> timeout) {
    var resume = visit.waiting();
    timeout.ifPresent(
        seconds -> {
          var timer =
              engine.schedule(Duration.ofSeconds(seconds), () -> resume.accept(this::timeOut));
          visit.afterwards(timer::cancel);
        });
    service
        .make(arguments)
        .whenComplete(
            (result, error) ->
                resume.accept(
                    () -> {
                      if (error == null) {
                        succeed(result, scope);
                      } else {
                        fail(failure(error));
                      }
                    }));
  }

  private static Failure failure(Throwable thrown) {
    var error =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    return error instanceof FailedException failed
        ? failed.failure()
        : Failure.of(ErrorNames.TASK_FAILED, error.toString());
  }

  private void succeed(Document result, Scope scope) {
    if (result.bytes() > AwsLimits.STATE_BYTES) {
      fail(StateVisit.tooLarge(state.integration().service()));
      return;
    }
    var details = resource();
    details.putAll(EventData.output(result));
    visit.run().record("TaskSucceeded", details);
    visit.exit(scope.with("result", result.value()), result);
  }

  private void fail(Failure failure) {
    end("TaskFailed", failure);
  }

  private void timeOut() {
    end("TaskTimedOut", Failure.of(ErrorNames.TIMEOUT));
  }

  private void end(String event, Failure failure) {
    var details = resource();
    details.putAll(failure.details());
    visit.run().record(event, details);
    visit.handle(failure);
  }

  private Map<String, Object> resource() {
    var resource = new LinkedHashMap<String, Object>();
    resource.put("resource", state.integration().action());
    resource.put("resourceType", state.integration().service());
    return resource;
  }
}
