package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.local.stepfunctions.definition.ItemSource;
import dev.fanfare.local.stepfunctions.definition.State;
import dev.fanfare.local.stepfunctions.maprun.ItemReader;
import dev.fanfare.local.stepfunctions.maprun.MapSettings;
import dev.fanfare.local.stepfunctions.query.Scope;
import dev.fanfare.local.stepfunctions.query.Typed;
import java.util.Map;

/** One attempt of a Map state: one Map Run over all items. */
record MapAttempt(Engine engine, StateVisit visit, State.DistributedMap state) {

  void start() {
    var scope = visit.scope();
    var items = items(scope);
    var concurrency =
        StateItems.integer(state.maxConcurrency(), scope, "MaxConcurrency").orElse(0L);
    var percentage = StateItems.percentage(state.toleratedFailurePercentage(), scope);
    var count = StateItems.integer(state.toleratedFailureCount(), scope, "ToleratedFailureCount");
    var writer =
        state
            .resultWriter()
            .map(
                export ->
                    ResultWriter.of(
                        export, Typed.object(export.arguments(), scope, "ResultWriter/Arguments")));
    var problem = StateItems.problemOf(concurrency);
    if (problem.isPresent()) {
      visit.failAtRuntime(problem.get());
      return;
    }
    visit.run().record("MapStateStarted", Map.of("length", items.knownLength()));
    problem = StateItems.problemOf(percentage, count);
    if (problem.isPresent()) {
      visit.failAtRuntime(problem.get());
      return;
    }
    var settings = new MapSettings(concurrency.intValue(), percentage, count);
    run(new MapPlan(visit.state().name(), state, scope, items, writer), settings);
  }

  private MapPlan.Items items(Scope scope) {
    if (state.items() instanceof ItemSource.Reader reader) {
      var maxItems =
          StateItems.integer(reader.maxItems(), scope, "ItemReader/ReaderConfig/MaxItems")
              .orElse(Long.MAX_VALUE);
      var arguments = Typed.object(reader.arguments(), scope, "ItemReader/Arguments");
      var itemReader = ItemReader.of(reader, arguments, maxItems);
      return new MapPlan.Items(0, itemReader.source(), () -> itemReader.read(engine.objects()));
    }
    var values = StateItems.of((ItemSource.StateData) state.items(), visit.input(), scope);
    return new MapPlan.Items(values.size(), StateItems.SOURCE, () -> values);
  }

  private void run(MapPlan plan, MapSettings settings) {
    var run = visit.run();
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
      visit.handle(failure);
      return;
    }
    run.record("MapRunSucceeded");
    if (StateItems.isTooLarge(outcome.output())) {
      visit.handle(StateVisit.tooLarge(visit.state().name()));
      return;
    }
    run.record("MapStateSucceeded");
    // On AWS, since November 2024, the exit's previous event is the run's start, not its end.
    visit.exitsAfter(startedEvent);
    visit.exit(scope.with("result", outcome.output().value()), outcome.output());
  }
}
