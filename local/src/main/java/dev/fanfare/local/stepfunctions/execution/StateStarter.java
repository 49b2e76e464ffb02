package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.local.stepfunctions.definition.ErrorNames;
import dev.fanfare.local.stepfunctions.definition.State;
import dev.fanfare.local.stepfunctions.history.Failure;
import dev.fanfare.local.stepfunctions.query.Scope;
import dev.fanfare.local.stepfunctions.query.Template;
import dev.fanfare.local.stepfunctions.query.Typed;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Starts the work of a state. A Task, Map or Wait state completes later, any other at once. */
record StateStarter(Engine engine, StateVisit visit) {
  private static final long MAX_WAIT_SECONDS = 99_999_999;

  void start() {
    var work = visit.state().work();
    if (work instanceof State.Task task) {
      visit.attempt(() -> new TaskAttempt(engine, visit, task).start());
    } else if (work instanceof State.DistributedMap map) {
      visit.attempt(() -> new MapAttempt(engine, visit, map).start());
    } else {
      visit.evaluating(() -> complete(work));
    }
  }

  private void complete(State.Work work) {
    if (work instanceof State.Choice choice) {
      choose(choice);
    } else if (work instanceof State.Wait pause) {
      pauseUntil(pause);
    } else if (work instanceof State.Fail fail) {
      var scope = visit.scope();
      var error = text(fail.error(), scope, "Error");
      var cause = text(fail.cause(), scope, "Cause");
      visit.run().fail(new Failure(error, cause));
    } else {
      visit.exit(visit.scope(), visit.input());
    }
  }

  private void choose(State.Choice state) {
    var scope = visit.scope();
    for (int i = 0; i < state.rules().size(); i++) {
      var rule = state.rules().get(i);
      var location = "Choices[" + i + "]";
      if (Typed.truth(rule.condition(), scope, location + "/Condition")) {
        visit.exitBy(location, rule.onward(), scope);
        return;
      }
    }
    if (visit.state().onward().next().isPresent()) {
      visit.exit(scope, visit.input());
    } else {
      visit.handle(
          Failure.of(
              ErrorNames.NO_CHOICE_MATCHED,
              visit.explain(
                  "Failed to transition out of the state. The state does not point to a next"
                      + " state.")));
    }
  }

  private void pauseUntil(State.Wait state) {
    var scope = visit.scope();
    var delay = delay(state, scope);
    if (delay.isEmpty()) {
      return;
    }
    var resume = visit.waiting();
    var timer =
        engine.schedule(delay.get(), () -> resume.accept(() -> visit.exit(scope, visit.input())));
    visit.afterwards(timer::cancel);
  }

  /** How long to wait; empty if the value was invalid and the state has failed. */
  private Optional<Duration> delay(State.Wait state, Scope scope) {
    var location = state.field();
    if (location.equals("Seconds")) {
      long seconds = Typed.integer(state.value(), scope, location);
      return seconds >= 0 && seconds <= MAX_WAIT_SECONDS
          ? Optional.of(Duration.ofSeconds(seconds))
          : invalid(location, Long.toString(seconds), "between 0 and " + MAX_WAIT_SECONDS);
    }
    var text = Typed.string(state.value(), scope, location);
    try {
      var until = OffsetDateTime.parse(text).toInstant();
      var delay = Duration.between(engine.now(), until);
      return Optional.of(delay.isNegative() ? Duration.ZERO : delay);
    } catch (DateTimeException e) {
      return invalid(location, text, "an ISO 8601 timestamp");
    }
  }

  private Optional<Duration> invalid(String field, String value, String rule) {
    visit.handle(
        Failure.of(
            ErrorNames.RUNTIME,
            visit.explain("The value '%s' of %s must be %s.".formatted(value, field, rule))));
    return Optional.empty();
  }

  private static Optional<String> text(Optional<Template> field, Scope scope, String location) {
    return field.map(template -> Typed.string(template, scope, location));
  }
}
