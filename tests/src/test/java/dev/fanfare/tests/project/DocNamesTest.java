package dev.fanfare.tests.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names in backticks in the docs exist in the project. */
class DocNamesTest {
  private static final Pattern PACKAGE = Pattern.compile("dev\\.fanfare(\\.[a-z]+)+");
  private static final Pattern TEST_CLASS = Pattern.compile("[A-Z]\\w+(Test|IT)");

  /** Parameters, resources, states, classes, metrics and AWS operations. */
  private static final Pattern NAME = Pattern.compile("[A-Z][a-z]+(?:[A-Z][A-Za-z0-9]*)+");

  private static final Pattern NO_WORD = Pattern.compile("\\W+");

  /** Operations that the docs name because the local stack does not support them. */
  private static final Set<String> MISSING =
      Set.of("PutMetricData", "StartSyncExecution", "TestState", "ValidateStateMachineDefinition");

  @Test
  void packages_inDocs_exist() {
    Set<String> packages =
        Project.modules().stream()
            .map(module -> module.resolve("src/main/java"))
            .flatMap(sources -> Project.files(sources).stream().map(sources::relativize))
            .map(file -> file.getParent().toString().replace(File.separatorChar, '.'))
            .collect(Collectors.toSet());

    assertThat(unknown(PACKAGE, packages)).as("packages that do not exist").isEmpty();
  }

  @Test
  void testClasses_inDocs_exist() {
    Set<String> classes =
        Project.javaFiles("test").stream()
            .map(file -> file.getFileName().toString().replace(".java", ""))
            .collect(Collectors.toSet());

    assertThat(unknown(TEST_CLASS, classes)).as("tests that do not exist").isEmpty();
  }

  @Test
  void names_inDocs_occurInTemplateStateMachineOrCode() {
    Set<String> words = new HashSet<>(MISSING);
    sources().forEach(file -> NO_WORD.splitAsStream(Project.text(file)).forEach(words::add));

    assertThat(unknown(NAME, words)).as("names that do not exist").isEmpty();
  }

  /**
   * The names of this form in the pages. Decisions are excluded, because they name abandoned
   * attempts.
   */
  private static List<String> unknown(Pattern form, Set<String> known) {
    return DocFile.all().stream()
        .filter(file -> !file.name().matches("CHANGELOG.md|docs/adr/.*"))
        .flatMap(
            file ->
                Markdown.of(file.text()).codeSpans().stream()
                    .filter(span -> form.matcher(span).matches())
                    .filter(name -> !known.contains(name))
                    .map(name -> file.name() + ": " + name))
        .toList();
  }

  private static Stream<Path> sources() {
    Path definition = Project.FOLDER.resolve("statemachine/broadcast.asl.json");
    Stream<Path> code = Stream.of("main", "test").flatMap(tree -> Project.javaFiles(tree).stream());
    return Stream.concat(Stream.of(Project.FOLDER.resolve("template.yaml"), definition), code);
  }
}
