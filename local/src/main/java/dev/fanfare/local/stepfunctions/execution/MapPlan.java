package dev.fanfare.local.stepfunctions.execution;

import static java.util.Objects.requireNonNull;

import dev.fanfare.local.stepfunctions.definition.State;
import dev.fanfare.local.stepfunctions.query.Document;
import dev.fanfare.local.stepfunctions.query.QueryEvaluationException;
import dev.fanfare.local.stepfunctions.query.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The input of a Map Run.
 *
 * @param scope the scope of the Map state, for the ItemSelector
 */
record MapPlan(
    String name,
    State.DistributedMap state,
    Scope scope,
    Items items,
    Optional<ResultWriter> resultWriter) {

  /**
   * The items, before they are read.
   *
   * @param knownLength the number of items; 0 if they come from S3
   * @param source the name of the source in the context object
   * @param loader reads the items; may block
   */
  record Items(int knownLength, String source, Supplier<List<Object>> loader) {}

  /**
   * The input of the child for one item.
   *
   * @throws QueryEvaluationException if the ItemSelector fails
   */
  Document inputOf(int index, Object item) {
    if (state.itemSelector().isEmpty()) {
      return Document.of(item);
    }
    var context = (Map<?, ?>) requireNonNull(scope.states().get("context"), "context");
    var itemScope =
        scope.with("context", ContextObject.withItem(context, index, item, items.source()));
    return Document.of(state.itemSelector().get().evaluate(itemScope, "ItemSelector"));
  }
}
