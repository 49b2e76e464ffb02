package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.local.stepfunctions.definition.ItemSource;
import dev.fanfare.local.stepfunctions.query.Document;
import dev.fanfare.local.stepfunctions.query.Json;
import dev.fanfare.local.stepfunctions.query.QueryEvaluationException;
import dev.fanfare.local.stepfunctions.query.Scope;
import dev.fanfare.local.stepfunctions.query.Template;
import dev.fanfare.local.stepfunctions.query.Typed;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What inline and distributed Maps have in common: the items, and the numbers of their fields. */
final class StateItems {
  static final String SOURCE = "STATE_DATA";

  private StateItems() {}

  /**
   * The items from the state's own data.
   *
   * @throws QueryEvaluationException if they are not an array
   */
  @SuppressWarnings("unchecked")
  static List<Object> of(ItemSource.StateData source, Document input, Scope scope) {
    if (source.items().isPresent()) {
      return Typed.array(source.items().get(), scope, "Items");
    } else if (input.value() instanceof List<?> items) {
      return (List<Object>) items;
    }
    throw QueryEvaluationException.withoutLocation(
        "Map state input must be an array but was: " + Json.write(input.value()));
  }

  static Optional<Long> integer(Optional<Template> field, Scope scope, String location) {
    return field.map(template -> Typed.integer(template, scope, location));
  }

  static Optional<Double> percentage(Optional<Template> field, Scope scope) {
    return field.map(template -> Typed.number(template, scope, "ToleratedFailurePercentage"));
  }

  /** What is wrong with a concurrency. AWS reports it before the Map has started. */
  static Optional<String> problemOf(long concurrency) {
    return concurrency < 0 || concurrency > Integer.MAX_VALUE
        ? Optional.of("MaxConcurrency must be a non-negative integer.")
        : Optional.empty();
  }

  /** What is wrong with a tolerance. AWS reports it after the Map has started. */
  static Optional<String> problemOf(Optional<Double> percentage, Optional<Long> count) {
    if (percentage.filter(value -> value < 0 || value > 100).isPresent()) {
      return Optional.of("ToleratedFailurePercentage must be between 0 and 100.");
    }
    return count
        .filter(value -> value < 0)
        .map(value -> "ToleratedFailureCount cannot be negative.");
  }

  /** What the context object shows of an item. */
  static Map<String, Object> item(int index, Object value) {
    return ContextObject.item(index, value, SOURCE);
  }

  static boolean isTooLarge(Document document) {
    return document.bytes() > AwsLimits.STATE_BYTES;
  }
}
