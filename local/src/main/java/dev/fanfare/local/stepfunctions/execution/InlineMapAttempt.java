package dev.fanfare.local.stepfunctions.execution;

import static java.util.Objects.requireNonNull;

import dev.fanfare.local.stepfunctions.definition.State;
import dev.fanfare.local.stepfunctions.history.Failure;
import dev.fanfare.local.stepfunctions.query.Document;
import dev.fanfare.local.stepfunctions.query.QueryEvaluationException;
import dev.fanfare.local.stepfunctions.query.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One attempt of an inline Map: its workflow runs once per item, within the execution.
 *
 * <p>The events follow recordings made on AWS. The first iterations follow the start of the Map. A
 * later one follows the last event of the iteration that made room for it. The Map succeeds after
 * its last iteration. The first iteration that fails aborts the others, and all events of this
 * follow the last event of the iteration that failed.
 */
final class InlineMapAttempt {
  /** Most iterations at once, from the documentation of the inline mode. */
  private static final int MAX_ITERATIONS = 40;

  private final StateVisit visit;
  private final State.InlineMap state;
  private final Scope scope;
  private final Map<Integer, WorkflowRun> running = new TreeMap<>();
  private List<Object> items = List.of();
  private List<Object> outputs = new ArrayList<>();
  private int next;

  InlineMapAttempt(StateVisit visit, State.InlineMap state) {
    this.visit = visit;
    this.state = state;
    this.scope = visit.scope();
  }

  void start() {
    items = StateItems.of(state.items(), visit.input(), scope);
    int asked = StateItems.concurrency(state.maxConcurrency(), scope);
    var percentage = StateItems.percentage(state.toleratedFailurePercentage(), scope);
    var count = StateItems.integer(state.toleratedFailureCount(), scope, "ToleratedFailureCount");
    var started = visit.run().record("MapStateStarted", Map.of("length", items.size()));
    StateItems.checkTolerances(percentage, count);
    int concurrency = asked == 0 ? MAX_ITERATIONS : Math.min(asked, MAX_ITERATIONS);
    // Each item gives way to the output of its iteration.
    outputs = new ArrayList<>(items);
    visit.afterwards(this::close);
    visit.whenAborted(this::abort);
    boolean goesOn = true;
    while (goesOn && running.size() < concurrency && next < items.size()) {
      goesOn = startNext(started);
    }
    if (items.isEmpty()) {
      succeed(started);
    }
  }

  /** Returns false if the input is too large, which ends the attempt. */
  private boolean startNext(long previous) {
    int index = next++;
    var item = StateItems.item(index, items.get(index));
    Document input;
    try {
      input = input(index, item);
    } catch (QueryEvaluationException e) {
      abort(previous);
      throw e;
    }
    if (StateItems.isTooLarge(input)) {
      abort(previous);
      visit.handle(StateVisit.tooLarge(visit.state().name()));
      return false;
    }
    var iteration = visit.run().inner(state.processor(), item, new IterationEnd(index));
    running.put(index, iteration);
    iteration.start(record("MapIterationStarted", index, previous), input);
    return true;
  }

  private Document input(int index, Map<String, Object> item) {
    if (state.itemSelector().isEmpty()) {
      return Document.of(items.get(index));
    }
    var itemScope = ContextObject.withItem(scope, item);
    return Document.of(state.itemSelector().get().evaluate(itemScope, "ItemSelector"));
  }

  private long record(String type, int index, long previous) {
    return visit
        .run()
        .recordAfter(
            previous, type, Optional.of(Map.of("name", visit.state().name(), "index", index)));
  }

  /** Ends one iteration. */
  private final class IterationEnd implements WorkflowRun.Listener {
    private final int index;

    IterationEnd(int index) {
      this.index = index;
    }

    @Override
    public void succeeded(Document output) {
      visit.evaluating(() -> iterationSucceeded(index, output));
    }

    @Override
    public void failed(Failure failure) {
      iterationFailed(index, failure);
    }
  }

  private WorkflowRun end(int index) {
    return requireNonNull(running.remove(index), "a running iteration");
  }

  private void iterationSucceeded(int index, Document output) {
    var last = end(index).lastEvent();
    outputs.set(index, output.value());
    var succeeded = record("MapIterationSucceeded", index, last);
    if (next < items.size()) {
      startNext(last);
    } else if (running.isEmpty()) {
      succeed(succeeded);
    }
  }

  private void succeed(long last) {
    var result = Document.of(outputs);
    if (StateItems.isTooLarge(result)) {
      visit.handle(StateVisit.tooLarge(visit.state().name()));
      return;
    }
    visit.run().recordAfter(last, "MapStateSucceeded", Optional.empty());
    visit.exitsAfter(last);
    visit.exit(scope.with("result", result.value()), result);
  }

  private void iterationFailed(int index, Failure failure) {
    var iteration = end(index);
    var last = iteration.lastEvent();
    record("MapIterationFailed", index, last);
    iteration.recordFailedState(last);
    abort(last);
    visit.run().continueAfter(last);
    visit.handle(failure);
  }

  /** Writes that all running iterations are aborted, and ends them. */
  private void abort(long previous) {
    running.forEach(
        (index, iteration) -> {
          record("MapIterationAborted", index, previous);
          iteration.abort(previous);
        });
    running.clear();
  }

  private void close() {
    running.values().forEach(WorkflowRun::close);
    running.clear();
  }
}
