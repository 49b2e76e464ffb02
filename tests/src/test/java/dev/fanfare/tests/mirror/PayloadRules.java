package dev.fanfare.tests.mirror;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.fanfare.local.lambda.FunctionSpec;
import dev.fanfare.tests.mirror.Definition.State;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of a Task's payload equal the components of its function's payload record. */
final class PayloadRules {
  private PayloadRules() {}

  /**
   * A Task's payload has the components of its record, such as {@code PushShardPayload}. An extra
   * field makes the call fail, and a missing field becomes an unintended null.
   */
  static Stream<String> payloadOfTask(Blueprint blueprint) {
    return blueprint.definition().tasks().flatMap(task -> ofTask(task, blueprint));
  }

  private static Stream<String> ofTask(State task, Blueprint blueprint) {
    Set<String> told = new TreeSet<>();
    task.json().at("/Arguments/Payload").fieldNames().forEachRemaining(told::add);
    return blueprint
        .function(task.step())
        .map(PayloadRules::components)
        .filter(asked -> !asked.equals(told))
        .map(
            asked ->
                Drift.inDefinition(task.name(), "its Payload must be " + asked + ", not " + told))
        .stream();
  }

  private static Set<String> components(FunctionSpec function) {
    return Handlers.CLASSES.stream()
        .filter(type -> type.getSimpleName().equals(Blueprint.step(function) + "Payload"))
        .flatMap(type -> type.getFields().stream())
        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
        .map(JavaField::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
