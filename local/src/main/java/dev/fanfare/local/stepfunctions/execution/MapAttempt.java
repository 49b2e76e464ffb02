package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.local.stepfunctions.definition.ErrorNames;
import dev.fanfare.local.stepfunctions.definition.ItemSource;
import dev.fanfare.local.stepfunctions.definition.State;
import dev.fanfare.local.stepfunctions.history.Failure;
import dev.fanfare.local.stepfunctions.maprun.ItemReader;
import dev.fanfare.local.stepfunctions.maprun.MapSettings;
import dev.fanfare.local.stepfunctions.query.Scope;
import dev.fanfare.local.stepfunctions.query.Template;
import dev.fanfare.local.stepfunctions.query.Typed;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One attempt of a Map state: one Map Run over all items. */
record MapAttempt(Engine engine, StateVisit visit, State.DistributedMap state) {

  void start() {
    var scope = visit.scope();
    var items = items(scope);
    var concurrency = integer(state.maxConcurrency(), scope, "MaxConcurrency").orElse(0L);
    var percentage =
        state
            .toleratedFailurePercentage()
            .map(field -> Typed.number(field, scope, "ToleratedFailurePercentage"));
    var count = integer(state.toleratedFailureCount(), scope, "ToleratedFailureCount");
    var writer =
        state
            .resultWriter()
            .map(
                export ->
                    ResultWriter.of(
                        export, Typed.object(export.arguments(), scope, "ResultWriter/Arguments")));
    var problem = outOfRange(concurrency, percentage, count);
    if (problem.isPresent()) {
      visit.handle(Failure.of(ErrorNames.RUNTIME, visit.explain(problem.get())));
      return;
    }
    var settings = new MapSettings(concurrency.intValue(), percentage, count);
    run(new MapPlan(visit.state().name(), state, scope, items, writer), settings);
  }

  private MapPlan.Items items(Scope scope) {
    if (state.items() instanceof ItemSource.Reader reader) {
      var maxItems =
          integer(reader.maxItems(), scope, "ItemReader/ReaderConfig/MaxItems")
              .orElse(Long.MAX_VALUE);
      var arguments = Typed.object(reader.arguments(), scope, "ItemReader/Arguments");
      var itemReader = ItemReader.of(reader, arguments, maxItems);
      return new MapPlan.Items(0, itemReader.source(), () -> itemReader.read(engine.objects()));
    }
    var expression = ((ItemSource.StateData) state.items()).items();
    var template = expression.orElseGet(() -> new Template.Literal(visit.input().value()));
    List<Object> values = Typed.array(template, scope, "Items");
    return new MapPlan.Items(values.size(), "STATE_DATA", () -> values);
  }

  private static Optional<Long> integer(Optional<Template> field, Scope scope, String location) {
    return field.map(template -> Typed.integer(template, scope, location));
  }

  private static Optional<String> outOfRange(
      long concurrency, Optional<Double> percentage, Optional<Long> count) {
    if (concurrency < 0 || concurrency > Integer.MAX_VALUE) {
      return Optional.of("MaxConcurrency must be a non-negative integer.");
    } else if (percentage.filter(value -> value < 0 || value > 100).isPresent()) {
      return Optional.of("ToleratedFailurePercentage must be between 0 and 100.");
    } else if (count.filter(value -> value < 0).isPresent()) {
      return Optional.of("ToleratedFailureCount must be a non-negative integer.");
    }
    return Optional.empty();
  }

  private void run(MapPlan plan, MapSettings settings) {
    var run = visit.run();
    run.record("MapStateStarted", Map.of("length", plan.items().knownLength()));
    var resume = visit.waiting();
    var mapRun =
        new MapRun(
            engine,
            run.execution(),
            plan,
            settings,
            (outcome, started) -> resume.accept(() -> finish(plan.scope(), outcome, started)));
    var started = run.record("MapRunStarted", Map.of("mapRunArn", mapRun.arn()));
    visit.afterwards(mapRun::abort);
    mapRun.start(started);
  }

  private void finish(Scope scope, MapRun.Outcome outcome, long startedEvent) {
    var run = visit.run();
    if (outcome.verdict().failure().isPresent()) {
      var failure = outcome.verdict().failure().get();
      run.record("MapRunFailed", failure.details());
      run.record("MapStateFailed");
      visit.handle(failure);
      return;
    }
    run.record("MapRunSucceeded");
    if (outcome.output().bytes() > AwsLimits.STATE_BYTES) {
      run.record("MapStateFailed");
      visit.handle(StateVisit.tooLarge(visit.state().name()));
      return;
    }
    run.record("MapStateSucceeded");
    // On AWS, since November 2024, the exit's previous event is the run's start, not its end.
    visit.exitsAfter(startedEvent);
    visit.exit(scope.with("result", outcome.output().value()), outcome.output());
  }
}
