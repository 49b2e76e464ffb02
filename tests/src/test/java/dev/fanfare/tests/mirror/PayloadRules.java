package dev.fanfare.tests.mirror;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
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
    Set<String> actual = new TreeSet<>();
    task.json().at("/Arguments/Payload").fieldNames().forEachRemaining(actual::add);
    return blueprint
        .function(task.step())
        .map(PayloadRules::components)
        .filter(asked -> !asked.equals(actual))
        .map(
            asked ->
                Drift.inDefinition(task.name(), "its Payload must be " + asked + ", not " + actual))
        .stream();
  }

  private static Set<String> components(FunctionSpec function) {
    return Handlers.CLASSES.stream()
        .filter(type -> type.getSimpleName().equals(Blueprint.step(function) + "Payload"))
        .flatMap(PayloadRules::names)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A payload's groups are flat in JSON: they are unwrapped, or a creator makes them. */
  private static Stream<String> names(JavaClass type) {
    return type.getMethods().stream()
        .filter(method -> method.isAnnotatedWith(JsonCreator.class))
        .findAny()
        .map(PayloadRules::parameters)
        .orElseGet(() -> fields(type));
  }

  private static Stream<String> parameters(JavaMethod creator) {
    return creator.getParameters().stream()
        .map(parameter -> parameter.getAnnotationOfType(JsonProperty.class).value());
  }

  private static Stream<String> fields(JavaClass type) {
    return type.getFields().stream()
        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
        .flatMap(
            field ->
                field.isAnnotatedWith(JsonUnwrapped.class)
                    ? names(field.getRawType())
                    : Stream.of(field.getName()));
  }
}
