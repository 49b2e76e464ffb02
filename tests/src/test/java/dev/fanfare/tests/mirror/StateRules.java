package dev.fanfare.tests.mirror;

import dev.fanfare.tests.mirror.Definition.State;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From a state through its substitution to its function, and in the other direction. */
final class StateRules {
  private static final String ARN = "FunctionArn";

  private StateRules() {}

  /** {@code PushShard} and {@code PushOnlyShard} invoke <code>${PushShardFunctionArn}</code>. */
  static Stream<String> substitutionOfTask(Blueprint blueprint) {
    return blueprint
        .definition()
        .tasks()
        .filter(task -> !task.functionName().equals("${" + task.step() + ARN + "}"))
        .map(
            task ->
                Drift.inDefinition(
                    task.name(),
                    "must invoke ${" + task.step() + ARN + "}, not " + task.functionName()));
  }

  /** That substitution is {@code PushShardFunction}, by the alias that each deployment moves. */
  static Stream<String> functionOfTask(Blueprint blueprint) {
    return blueprint.resolved().tasks().flatMap(task -> ofTask(task, blueprint).stream());
  }

  private static Optional<String> ofTask(State task, Blueprint blueprint) {
    var function = blueprint.function(task.step());
    if (function.isEmpty()) {
      return Optional.of(
          Drift.inDefinition(
              task.name(), "there is no " + task.step() + "Function in " + Blueprint.TEMPLATE));
    }
    String arn = function.get().aliasArn();
    return task.functionName().equals(arn)
        ? Optional.empty()
        : Optional.of(
            Drift.inDefinition(
                task.name(), "must invoke " + arn + ", but gets " + task.functionName()));
  }

  /**
   * Each function belongs to a state, a queue, a topic, a stream, a route or an authorizer, or an
   * output offers it.
   */
  static Stream<String> invokerOfFunction(Blueprint blueprint) {
    Set<String> invoked =
        blueprint.definition().tasks().map(State::step).collect(Collectors.toSet());
    invoked.addAll(blueprint.triggers().keySet());
    return blueprint.functions().stream()
        .filter(function -> !invoked.contains(Blueprint.step(function)))
        .map(
            function ->
                Drift.inTemplate(
                    function.logicalId(),
                    "no state "
                        + Blueprint.step(function)
                        + " in "
                        + Blueprint.DEFINITION
                        + ", no queue, topic, stream, route or authorizer invokes it, and no output"
                        + " offers it"));
  }

  /**
   * The definition uses every substitution, and the template defines every substitution it uses.
   */
  static Stream<String> substitutions(Blueprint blueprint) {
    Set<String> declared = declared(blueprint);
    Set<String> used = blueprint.definition().substitutions();
    var missing =
        minus(used, declared).map(name -> "${" + name + "} is used and not substituted in ");
    var unused = minus(declared, used).map(name -> "${" + name + "} is not used, but declared in ");
    return Stream.concat(missing, unused)
        .map(drift -> Drift.inFile(Blueprint.DEFINITION, drift + Blueprint.TEMPLATE));
  }

  /** A substitution has the name of the resource or parameter that it represents. */
  static Stream<String> namesOfSubstitutions(Blueprint blueprint) {
    return declared(blueprint).stream()
        .filter(name -> !meanings(name).contains(value(blueprint, name)))
        .map(
            name ->
                Drift.inTemplate(
                    "DefinitionSubstitutions." + name,
                    "must be one of " + meanings(name) + ", not " + value(blueprint, name)));
  }

  private static Set<String> meanings(String name) {
    var meanings = new TreeSet<>(Set.of("!Ref " + name));
    if (name.equals("Partition")) {
      return Set.of("!Ref AWS::Partition");
    }
    if (name.endsWith(ARN)) {
      return Set.of("!Ref " + name.substring(0, name.length() - "Arn".length()) + ".Alias");
    }
    if (name.endsWith("Name")) {
      meanings.add("!Ref " + name.substring(0, name.length() - "Name".length()));
    }
    return meanings;
  }

  private static String value(Blueprint blueprint, String name) {
    return blueprint.text().scalar(substitutionsPath(blueprint, name)).orElse("nothing");
  }

  private static Set<String> declared(Blueprint blueprint) {
    return blueprint.text().entries(substitutionsPath(blueprint)).keySet();
  }

  private static String[] substitutionsPath(Blueprint blueprint, String... more) {
    var start =
        Stream.of(
            "Resources",
            blueprint.stateMachine().logicalId(),
            "Properties",
            "DefinitionSubstitutions");
    return Stream.concat(start, Stream.of(more)).toArray(String[]::new);
  }

  /**
   * An unused parameter has no effect. A parameter that only a condition uses decides which
   * resources exist.
   */
  static Stream<String> parameters(Blueprint blueprint) {
    Set<String> used =
        Stream.of("Resources", "Conditions")
            .flatMap(section -> blueprint.text().scalars(section).stream())
            .map(TemplateText::written)
            .collect(Collectors.toCollection(HashSet::new));
    blueprint.functions().stream()
        .flatMap(function -> blueprint.versionDescription(function).stream())
        .forEach(used::remove);
    return blueprint.text().entries("Parameters").keySet().stream()
        .filter(name -> !used.contains("!Ref " + name))
        .filter(name -> used.stream().noneMatch(text -> text.contains("${" + name + "}")))
        .map(name -> Drift.inTemplate("Parameters." + name, "no resource or condition uses it"));
  }

  private static Stream<String> minus(Set<String> all, Set<String> without) {
    return all.stream().filter(name -> !without.contains(name)).sorted();
  }
}
