package dev.fanfare.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.tests.project.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Style rules that the compiler does not check, applied to the sources of all modules. */
class SourcesTest {
  private static final int MAX_FILE_LINES = 320;
  private static final int MAX_TEST_FILE_LINES = 400;
  private static final int MAX_METHOD_LINES = 40;
  private static final int MAX_HANDLER_LINES = 30;
  private static final int MAX_PACKAGE_FILES = 25;
  private static final Pattern SLEEP =
      Pattern.compile("(Thread|TimeUnit\\.\\w+|NANOSECONDS|MILLISECONDS|SECONDS)\\.sleep");
  private static final Pattern LATER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

  private static final Pattern LIMIT =
      Pattern.compile(
          "\\b(MOST|FEWEST|LONGEST|SHORTEST|LARGEST|SMALLEST|HIGHEST|LOWEST|LEAST)(_\\w+)? =");

  private static final List<Source> MAIN = Source.parse(Project.javaFiles("main"));
  private static final List<Source> TESTS = Source.parse(Project.javaFiles("test"));

  @Test
  void files_allModules_areShort() {
    assertThat(tooLong(MAIN, MAX_FILE_LINES)).as("more than %d lines", MAX_FILE_LINES).isEmpty();
    assertThat(tooLong(TESTS, MAX_TEST_FILE_LINES))
        .as("more than %d lines", MAX_TEST_FILE_LINES)
        .isEmpty();
  }

  private static List<String> tooLong(List<Source> sources, int longest) {
    return sources.stream()
        .filter(source -> source.lines() > longest)
        .map(source -> source.at(source.lines()))
        .toList();
  }

  @Test
  void methods_main_areShort() {
    assertThat(
            violations(
                MAIN,
                source ->
                    source.methods().stream()
                        .filter(method -> method.lines() > MAX_METHOD_LINES)
                        .map(method -> source.at(method.line()) + " " + method.name())))
        .as("more than %d lines", MAX_METHOD_LINES)
        .isEmpty();
  }

  /** A handler decodes, makes one call, and encodes. Anything longer is logic. */
  @Test
  void handlers_areShort() {
    assertThat(
            MAIN.stream()
                .filter(source -> source.file().getParent().endsWith("handlers"))
                .filter(source -> source.file().toString().endsWith("Handler.java"))
                .filter(source -> bodyLines(source) > MAX_HANDLER_LINES)
                .map(source -> source.at(source.lines()) + " has " + bodyLines(source)))
        .as("more than %d lines that are not blank", MAX_HANDLER_LINES)
        .isEmpty();
  }

  private static long bodyLines(Source source) {
    return Project.text(source.file())
            .lines()
            .dropWhile(line -> !line.startsWith("public final class"))
            .dropWhile(line -> !line.endsWith("{"))
            .filter(line -> !line.isBlank())
            .count()
        - 2;
  }

  /** A test that sleeps is slow if the sleep is long, and flaky if the sleep is short. */
  @Test
  void tests_allModules_neverSleep() {
    assertThat(
            violations(
                TESTS,
                source ->
                    source.names().stream()
                        .filter(name -> SLEEP.matcher(name.text()).matches())
                        .map(name -> source.at(name.line()) + " " + name.text())))
        .isEmpty();
  }

  /** Work that is put off in a comment never gets done. */
  @Test
  void files_allModules_containNoTodos() {
    assertThat(lines(LATER)).isEmpty();
  }

  /** One term for one meaning: the limits of a value are its maximum and its minimum. */
  @Test
  void constants_forLimits_areNamedMaxOrMin() {
    assertThat(lines(LIMIT)).as("constants that are not called MAX_… or MIN_…").isEmpty();
  }

  private static Stream<String> lines(Pattern forbidden) {
    return Stream.concat(MAIN.stream(), TESTS.stream()).flatMap(source -> in(source, forbidden));
  }

  private static Stream<String> in(Source source, Pattern forbidden) {
    List<String> lines = Project.text(source.file()).lines().toList();
    return IntStream.range(0, lines.size())
        .filter(line -> forbidden.matcher(lines.get(line)).find())
        .mapToObj(line -> source.at(line + 1) + " " + lines.get(line).strip());
  }

  @Test
  void packages_main_areDescribed() {
    assertThat(
            MAIN.stream()
                .map(source -> source.file().getParent())
                .distinct()
                .filter(folder -> !Files.isRegularFile(folder.resolve("package-info.java")))
                .map((Path folder) -> Project.name(folder)))
        .as("packages without a package-info.java")
        .isEmpty();
  }

  @Test
  void packages_main_sayWhatMayBeNull() {
    assertThat(
            MAIN.stream()
                .map(Source::file)
                .filter(file -> file.endsWith("package-info.java"))
                .filter(file -> !Project.text(file).contains("@NullMarked"))
                .map((Path file) -> Project.name(file)))
        .as("packages that NullAway does not check")
        .isEmpty();
  }

  /** A reader cannot keep track of more. */
  @Test
  void packages_main_areSmall() {
    Map<Path, Long> sizes =
        MAIN.stream()
            .filter(source -> !source.file().endsWith("package-info.java"))
            .collect(
                Collectors.groupingBy(source -> source.file().getParent(), Collectors.counting()));
    assertThat(sizes)
        .allSatisfy(
            (folder, files) ->
                assertThat(files)
                    .as("files of %s", Project.name(folder))
                    .isLessThanOrEqualTo(MAX_PACKAGE_FILES));
  }

  private static List<String> violations(
      List<Source> sources, Function<Source, Stream<String>> check) {
    return sources.stream().flatMap(check).toList();
  }
}
