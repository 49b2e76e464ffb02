package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.local.stepfunctions.definition.ErrorNames;
import dev.fanfare.local.stepfunctions.definition.State;
import dev.fanfare.local.stepfunctions.definition.Transition;
import dev.fanfare.local.stepfunctions.history.Failure;
import dev.fanfare.local.stepfunctions.query.Scope;
import dev.fanfare.local.stepfunctions.query.Template;
import dev.fanfare.local.stepfunctions.query.Typed;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Starts the work of a state, and completes it if it needs no other service. */
final class StateStarter implements State.Visitor {
  private static final long MAX_WAIT_SECONDS = 99_999_999;

  private final Engine engine;
  private final StateVisit visit;

  StateStarter(Engine engine, StateVisit visit) {
    this.engine = engine;
    this.visit = visit;
  }

  @Override
  public void task(State.Task state) {
    visit.attempt(state.errors(), () -> new TaskAttempt(engine, visit, state).start());
  }

  @Override
  public void map(State.DistributedMap state) {
    visit.attempt(state.errors(), () -> new MapAttempt(engine, visit, state).start());
  }

  @Override
  public void choice(State.Choice state) {
    visit.evaluating(() -> choose(state));
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
    if (state.defaultTransition().next().isPresent()) {
      visit.exit(state.defaultTransition(), scope, visit.input());
    } else {
      visit.handle(
          Failure.of(
              ErrorNames.NO_CHOICE_MATCHED,
              visit.explain(
                  "Failed to transition out of the state. The state does not point to a next"
                      + " state.")));
    }
  }

  @Override
  public void pause(State.Wait state) {
    visit.evaluating(() -> pauseUntil(state));
  }

  private void pauseUntil(State.Wait state) {
    var scope = visit.scope();
    var delay = delay(state, scope);
    if (delay.isEmpty()) {
      return;
    }
    var end = visit.waiting();
    var timer =
        engine
            .timer()
            .schedule(
                delay.get(),
                () -> end.submit(() -> visit.exit(state.onward(), scope, visit.input())));
    visit.afterwards(timer::cancel);
  }

  /** How long to wait; empty if the value was invalid and the state has failed. */
  private Optional<Duration> delay(State.Wait state, Scope scope) {
    var location = state.until().name();
    if (state.until() == State.Wait.Until.Seconds) {
      long seconds = Typed.integer(state.value(), scope, location);
      return seconds >= 0 && seconds <= MAX_WAIT_SECONDS
          ? Optional.of(Duration.ofSeconds(seconds))
          : invalid(location, Long.toString(seconds), "between 0 and " + MAX_WAIT_SECONDS);
    }
    var text = Typed.string(state.value(), scope, location);
    try {
      var until = OffsetDateTime.parse(text).toInstant();
      var delay = Duration.between(engine.clock().instant(), until);
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

  @Override
  public void pass(State.Pass state) {
    exit(state.onward());
  }

  @Override
  public void succeed(State.Succeed state) {
    exit(state.onward());
  }

  private void exit(Transition onward) {
    visit.evaluating(() -> visit.exit(onward, visit.scope(), visit.input()));
  }

  @Override
  public void fail(State.Fail state) {
    visit.evaluating(
        () -> {
          var scope = visit.scope();
          var error = text(state.error(), scope, "Error");
          var cause = text(state.cause(), scope, "Cause");
          visit.run().fail(new Failure(error, cause));
        });
  }

  private static Optional<String> text(Optional<Template> field, Scope scope, String location) {
    return field.map(template -> Typed.string(template, scope, location));
  }
}
