package dev.fanfare.tests.mirror;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.fanfare.local.lambda.FunctionSpec;
import dev.fanfare.tests.project.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From a function to its handler, its test and its sample events, and in the other direction. */
final class CodeRules {
  private static final Path SOURCES = Path.of("lambdas", "src", "main", "java");
  private static final Path TESTS = Path.of("lambdas", "src", "test", "java");
  private static final Path EVENTS = Path.of("statemachine", "events");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private CodeRules() {}

  /**
   * {@code PushShardFunction} has the handler {@code PushShardHandler}, which Lambda can
   * instantiate.
   */
  static Stream<String> handlerOfFunction(Blueprint blueprint) {
    return blueprint.functions().stream().flatMap(function -> ofFunction(function).stream());
  }

  private static Optional<String> ofFunction(FunctionSpec function) {
    String expected = Blueprint.step(function) + "Handler";
    String handler = function.code().handler();
    if (!handler.substring(handler.lastIndexOf('.') + 1).equals(expected)) {
      return Optional.of(
          Drift.inTemplate(
              function.logicalId(), "its Handler must be " + expected + ", not " + handler));
    }
    if (Handlers.all().stream().noneMatch(type -> type.getName().equals(handler))) {
      return Optional.of(
          Drift.inTemplate(
              function.logicalId(),
              "its Handler " + handler + " is not a handler class in " + "lambdas"));
    }
    return Handlers.all().stream()
        .filter(type -> type.getName().equals(handler))
        .filter(type -> !canBeMade(type))
        .map(type -> Drift.inFile(source(type), "must be public, with a public constructor()"))
        .findFirst();
  }

  private static boolean canBeMade(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getConstructors().stream()
            .filter(constructor -> constructor.getRawParameterTypes().isEmpty())
            .anyMatch(constructor -> constructor.getModifiers().contains(JavaModifier.PUBLIC));
  }

  static Stream<String> functionOfHandler(Blueprint blueprint) {
    Set<String> deployed =
        blueprint.functions().stream()
            .map(each -> each.code().handler())
            .collect(Collectors.toSet());
    return Handlers.all().stream()
        .filter(type -> !deployed.contains(type.getName()))
        .map(type -> Drift.inFile(source(type), "no function in " + Blueprint.TEMPLATE + " has it"))
        .sorted();
  }

  static Stream<String> testOfHandler(Blueprint blueprint) {
    return blueprint.functions().stream()
        .map(function -> javaFile(TESTS, function.code().handler() + "Test"))
        .filter(test -> !Files.isRegularFile(blueprint.folder().resolve(test)))
        .map(test -> Drift.inFile(slashed(test), "is missing"));
  }

  static Stream<String> handlerOfTest(Blueprint blueprint) {
    Set<Path> expected =
        blueprint.functions().stream()
            .map(function -> javaFile(TESTS, function.code().handler() + "Test"))
            .collect(Collectors.toSet());
    return Project.files(blueprint.folder().resolve(TESTS)).stream()
        .map(blueprint.folder()::relativize)
        .filter(file -> file.getFileName().toString().endsWith("HandlerTest.java"))
        .filter(file -> !expected.contains(file))
        .map(file -> Drift.inFile(slashed(file), "no function has the handler it tests"));
  }

  /** Each function has at least one sample event, and every sample event is valid JSON. */
  static Stream<String> eventsOfFunction(Blueprint blueprint) {
    return blueprint.steps().flatMap(step -> eventsOf(step, blueprint));
  }

  private static Stream<String> eventsOf(String step, Blueprint blueprint) {
    Path folder = EVENTS.resolve(step);
    List<Path> events = Project.files(blueprint.folder().resolve(folder));
    return events.isEmpty()
        ? Stream.of(Drift.inFile(slashed(folder), "holds no sample event for " + step + "Function"))
        : events.stream().flatMap(event -> faultOf(event, blueprint).stream());
  }

  private static Optional<String> faultOf(Path event, Blueprint blueprint) {
    String name = slashed(blueprint.folder().relativize(event));
    if (!name.endsWith(".json")) {
      return Optional.of(Drift.inFile(name, "sample events are .json files"));
    }
    try {
      return JSON.readTree(Project.text(event)).isObject()
          ? Optional.empty()
          : Optional.of(Drift.inFile(name, "must be a JSON object"));
    } catch (JsonProcessingException e) {
      return Optional.of(Drift.inFile(name, "is not JSON: " + e.getOriginalMessage()));
    }
  }

  static Stream<String> functionOfEvents(Blueprint blueprint) {
    Path folder = blueprint.folder().resolve(EVENTS);
    Set<String> steps = blueprint.steps().collect(Collectors.toSet());
    return Project.files(folder).stream()
        .map(folder::relativize)
        .filter(event -> event.getNameCount() != 2 || !steps.contains(event.getName(0).toString()))
        .map(
            event ->
                Drift.inFile(
                    slashed(EVENTS.resolve(event)), "must be in a folder named as a function is"));
  }

  /** The path of a function's handler. */
  static String source(FunctionSpec function) {
    return slashed(javaFile(SOURCES, function.code().handler()));
  }

  static String test(FunctionSpec function) {
    return slashed(javaFile(TESTS, function.code().handler() + "Test"));
  }

  static String events(FunctionSpec function) {
    return slashed(EVENTS.resolve(Blueprint.step(function)));
  }

  private static String source(JavaClass type) {
    return slashed(javaFile(SOURCES, type.getName()));
  }

  private static Path javaFile(Path root, String className) {
    return root.resolve(className.replace('.', '/') + ".java");
  }

  private static String slashed(Path path) {
    return path.toString().replace('\\', '/');
  }
}
