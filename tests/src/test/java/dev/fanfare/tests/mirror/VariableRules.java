package dev.fanfare.tests.mirror;

import dev.fanfare.config.ConfigurationException;
import dev.fanfare.config.Environment;
import dev.fanfare.local.lambda.FunctionSpec;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The template sets exactly the variables that the code reads. The code has no defaults, and when
 * it starts it names every missing or wrong variable; the rules use that.
 */
final class VariableRules {
  private static final String MISSING = " is missing";

  /** The JVM reads these variables at startup, so no code reads them. */
  private static final String OF_THE_JVM = "JAVA_TOOL_OPTIONS";

  private static final Set<String> UNVERSIONED = Set.of("Events", "ReservedConcurrentExecutions");

  private VariableRules() {}

  static Stream<String> variables(Blueprint blueprint) {
    return blueprint.functions().stream().flatMap(VariableRules::ofFunction);
  }

  private static Stream<String> ofFunction(FunctionSpec function) {
    Set<String> asked = new TreeSet<>();
    for (String problem : problems(function, Map.of())) {
      asked.add(problem.replaceAll(MISSING + ".*", ""));
    }
    Set<String> set = new TreeSet<>(function.environment().keySet());
    var unset =
        asked.stream()
            .filter(name -> !set.contains(name))
            .map(name -> "must set " + name + ", which its code reads");
    var unasked =
        set.stream()
            .filter(name -> !asked.contains(name) && !name.equals(OF_THE_JVM))
            .map(name -> "sets " + name + ", which its code never reads");
    return Stream.concat(unset, unasked).map(rule -> Drift.inTemplate(function.logicalId(), rule));
  }

  /** The code accepts the minimum, the default and the maximum of each parameter. */
  static Stream<String> ranges(Blueprint blueprint) {
    return blueprint.functions().stream().flatMap(function -> ranges(function, blueprint));
  }

  private static Stream<String> ranges(FunctionSpec function, Blueprint blueprint) {
    return function.environment().keySet().stream()
        .flatMap(
            variable ->
                values(function, variable, blueprint)
                    .flatMap(value -> problems(function, Map.of(variable, value)).stream())
                    .filter(problem -> problem.startsWith(variable + " "))
                    .map(
                        problem ->
                            Drift.inTemplate(
                                function.logicalId(),
                                "a parameter allows a value that the code does not: " + problem)));
  }

  private static Stream<String> values(
      FunctionSpec function, String variable, Blueprint blueprint) {
    var text = blueprint.text();
    return text
        .scalar(
            "Resources", function.logicalId(), "Properties", "Environment", "Variables", variable)
        .filter(value -> value.startsWith("!Ref "))
        .map(value -> value.substring("!Ref ".length()))
        .stream()
        .flatMap(
            parameter ->
                Stream.concat(
                    Stream.of("MinValue", "Default", "MaxValue")
                        .flatMap(key -> text.scalar("Parameters", parameter, key).stream()),
                    text.at("Parameters", parameter, "AllowedValues").stream()
                        .flatMap(allowed -> TemplateText.items(allowed).stream())
                        .map(TemplateText::written)));
  }

  /**
   * Callers invoke a function through an alias, so a parameter's new value takes effect only with a
   * new version. SAM publishes a version when the template changes, but a parameter's value is not
   * part of the template. CloudFormation, however, replaces a version whose description changes.
   */
  static Stream<String> versions(Blueprint blueprint) {
    return blueprint.functions().stream().flatMap(function -> versions(function, blueprint));
  }

  private static Stream<String> versions(FunctionSpec function, Blueprint blueprint) {
    var text = blueprint.text();
    // A function's versions do not include its event sources or its concurrency.
    var written =
        text.entries("Resources", function.logicalId(), "Properties").keySet().stream()
            .filter(property -> !UNVERSIONED.contains(property))
            .flatMap(
                property ->
                    text
                        .scalars("Resources", function.logicalId(), "Properties", property)
                        .stream())
            .map(TemplateText::written)
            .toList();
    var description = blueprint.versionDescription(function).orElse("");
    return text.entries("Parameters").keySet().stream()
        .filter(parameter -> written.stream().anyMatch(value -> uses(value, parameter, text)))
        .filter(parameter -> !uses(description, parameter))
        .map(
            parameter ->
                Drift.inTemplate(
                    function.logicalId(),
                    "its VersionDescription must name "
                        + parameter
                        + ", or a new value does not reach its alias"));
  }

  /** Whether the reference is direct or through a condition. */
  private static boolean uses(String written, String parameter, TemplateText text) {
    return uses(written, parameter)
        || text.entries("Conditions").containsKey(written)
            && text.scalars("Conditions", written).stream()
                .anyMatch(scalar -> uses(TemplateText.written(scalar), parameter));
  }

  private static boolean uses(String written, String parameter) {
    return written.equals("!Ref " + parameter)
        || (written.startsWith("!Sub ") && written.contains("${" + parameter + "}"));
  }

  /** The problems that a handler reports when it is created with exactly these variables. */
  private static List<String> problems(FunctionSpec function, Map<String, String> variables) {
    Map<String, String> before = Environment.variables();
    Environment.replace(variables);
    try {
      Class.forName(function.code().handler()).getConstructor().newInstance();
      return List.of();
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof ConfigurationException bad) {
        return bad.problems();
      }
      throw new IllegalStateException(
          function.code().handler() + " cannot be created", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(function.code().handler() + " cannot be created", e);
    } finally {
      Environment.replace(before);
    }
  }
}
