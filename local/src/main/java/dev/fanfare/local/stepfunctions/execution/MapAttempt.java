package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.local.stepfunctions.definition.ItemSource;
import dev.fanfare.local.stepfunctions.definition.ResultExport;
import dev.fanfare.local.stepfunctions.definition.State;
import dev.fanfare.local.stepfunctions.maprun.ItemReader;
import dev.fanfare.local.stepfunctions.maprun.MapSettings;
import dev.fanfare.local.stepfunctions.query.Scope;
import java.util.Map;

/** One attempt of a Map state: one Map Run over all items. */
record MapAttempt(Engine engine, StateVisit visit, State.DistributedMap state) {

  void start() {
    var scope = visit.scope();
    var items = items(scope);
    int concurrency = StateItems.concurrency(state.maxConcurrency(), scope);
    var percentage = StateItems.percentage(state.toleratedFailurePercentage(), scope);
    var count = StateItems.integer(state.toleratedFailureCount(), scope, "ToleratedFailureCount");
    var writer = state.resultWriter().map(export -> writer(export, scope));
    visit.run().record("MapStateStarted", Map.of("length", items.knownLength()));
    StateItems.checkTolerances(percentage, count);
    var settings = new MapSettings(concurrency, percentage, count);
    run(new MapPlan(visit.state().name(), state, scope, items, writer), settings);
  }

  private static ResultWriter writer(ResultExport export, Scope scope) {
    return ResultWriter.of(
        export, StateItems.location(export.arguments(), scope, "ResultWriter", "Prefix"));
  }

  private MapPlan.Items items(Scope scope) {
    if (state.items() instanceof ItemSource.Reader reader) {
      var maxItems =
          StateItems.integer(reader.maxItems(), scope, "ItemReader/ReaderConfig/MaxItems")
              .orElse(Long.MAX_VALUE);
      var named = reader.kind() == ItemSource.Reader.Kind.LISTING ? "Prefix" : "Key";
      var arguments = StateItems.location(reader.arguments(), scope, "ItemReader", named);
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
