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
import java.util.Set;

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

  /** The most children or iterations at once; 0 without a limit. */
  static int concurrency(Optional<Template> field, Scope scope) {
    long concurrency = integer(field, scope, "MaxConcurrency").orElse(0L);
    if (concurrency < 0 || concurrency > Integer.MAX_VALUE) {
      throw new RuntimeFailureException("MaxConcurrency must be a non-negative integer.");
    }
    return (int) concurrency;
  }

  /** Checks the tolerances. AWS does this after the Map has started. */
  static void checkTolerances(Optional<Double> percentage, Optional<Long> count) {
    if (percentage.filter(value -> value < 0 || value > 100).isPresent()) {
      throw new RuntimeFailureException("ToleratedFailurePercentage must be between 0 and 100.");
    } else if (count.filter(value -> value < 0).isPresent()) {
      throw new RuntimeFailureException("ToleratedFailureCount cannot be negative.");
    }
  }

  /**
   * A place in S3.
   *
   * @param field the field whose Arguments name it
   * @param named the argument beside {@code Bucket}
   */
  static Map<String, Object> location(Template arguments, Scope scope, String field, String named) {
    var location = Typed.object(arguments, scope, field + "/Arguments");
    if (!Set.of("Bucket", named).containsAll(location.keySet())) {
      throw new RuntimeFailureException(
          "NOT_SUPPORTED_LOCALLY: The Arguments '%s' of %s may have no other fields than Bucket, %s."
              .formatted(Json.write(location), field, named));
    }
    return location;
  }

  /** What the context object shows of an item. */
  static Map<String, Object> item(int index, Object value) {
    return ContextObject.item(index, value, SOURCE);
  }

  static boolean isTooLarge(Document document) {
    return document.bytes() > AwsLimits.STATE_BYTES;
  }
}
