package dev.fanfare.tests.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.bench.Bench;
import dev.fanfare.devtools.DevTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Commands in the docs are valid: their options, profiles, modules, tests, targets and files exist.
 * This test runs few of them; {@code OperateIT} runs those that show output.
 */
class DocCommandsTest {
  private static final Pattern TOOL =
      Pattern.compile(
          "^(?:[A-Z_]+=(?:\"[^\"]*\"|\\S+) |/usr/bin/time .*? |source <\\()*\\./fanfare (.*?)\\)?$");
  private static final String BENCH = "bench";
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
  private static final Pattern END = Pattern.compile(" (?:#|>|&&|\\||;|&).*| *[;&>|]\\s*$");
  private static final Pattern MAVEN = Pattern.compile("^(?:mvn|\\./mvnw) (.*)");
  private static final Pattern MAKE = Pattern.compile("^make ([a-z-]+)$");
  private static final Pattern FOLDERS =
      Pattern.compile(
          "(?:docs|examples|statemachine|core|lambdas|local|cli|devtools|bench|tests"
              + "|\\.ci|\\.github|\\.mvn)/.*");
  private static final Set<String> PHASES =
      Set.of("test-compile", "test", "package", "verify", "clean");

  /** A command line, or a code span that starts like one. */
  private record Call(String file, String text, boolean isWhole) {
    Optional<String> drift(String trouble) {
      return Optional.of(file + ": " + text + ": " + trouble);
    }
  }

  @Test
  void fanfare_inDocs_isAcceptedByTheTool() {
    assertNoDrift(DocCommandsTest::ofFanfare);
  }

  @Test
  void maven_inDocs_namesExistingThings() {
    assertNoDrift(DocCommandsTest::ofMaven);
  }

  @Test
  void make_inDocs_namesATarget() {
    String makefile = Project.text(Project.FOLDER.resolve("Makefile"));

    assertNoDrift(
        call ->
            first(MAKE, call.text())
                .filter(target -> !makefile.contains("\n" + target + ":"))
                .flatMap(target -> call.drift("no such target")));
  }

  @Test
  void options_inDocs_areOptionsOfTheTool() {
    Set<String> known = new TreeSet<>();
    collectOptions(DevTools.commandLine(CommandLine.defaultFactory()), known);
    collectOptions(Bench.commandLine(), known);

    assertNoDrift(
        call -> {
          String option = call.text().replaceFirst("[= ].*", "");
          boolean isUnknown = option.matches("--[a-z].*") && !known.contains(option);
          return isUnknown ? call.drift("no command has this option") : Optional.empty();
        });
  }

  @Test
  void files_inDocs_exist() {
    assertNoDrift(
        call ->
            words(call.text()).stream()
                .map(word -> word.replaceFirst("^\\./", ""))
                .filter(word -> FOLDERS.matcher(word).matches())
                .filter(word -> !word.matches(".*([*…<{]|target/).*"))
                .filter(word -> !Files.exists(Project.FOLDER.resolve(word)))
                .findFirst()
                .flatMap(word -> call.drift(word + " does not exist")));
  }

  private static Optional<String> ofFanfare(Call call) {
    List<String> words = first(TOOL, call.text()).map(DocCommandsTest::arguments).orElse(List.of());
    if (words.isEmpty() || words.get(0).equals("COMMAND")) {
      return Optional.empty();
    }
    boolean isBench = words.get(0).equals(BENCH);
    CommandLine tool =
        isBench ? Bench.commandLine() : DevTools.commandLine(CommandLine.defaultFactory());
    String[] arguments = words.subList(isBench ? 1 : 0, words.size()).toArray(String[]::new);
    try {
      tool.parseArgs(arguments);
      return Optional.empty();
    } catch (MissingParameterException e) {
      return call.isWhole() ? call.drift(e.getMessage()) : Optional.empty();
    } catch (ParameterException e) {
      return call.drift(e.getMessage());
    }
  }

  private static Optional<String> ofMaven(Call call) {
    return first(MAVEN, call.text())
        .flatMap(
            arguments ->
                words(shellCommand(arguments + " ").replace("-pl ", "-pl=")).stream()
                    .flatMap(word -> mavenTrouble(word).stream())
                    .findFirst()
                    .flatMap(call::drift));
  }

  private static Optional<String> mavenTrouble(String word) {
    if (word.startsWith("-pl=")) {
      return Arrays.stream(word.substring(4).split(","))
          .filter(module -> !Files.isRegularFile(Project.FOLDER.resolve(module).resolve("pom.xml")))
          .findFirst()
          .map(module -> "no module " + module);
    } else if (word.startsWith("-P")) {
      String profile = "<id>" + word.substring(2) + "</id>";
      boolean isKnown = poms().anyMatch(pom -> Project.text(pom).contains(profile));
      return isKnown ? Optional.empty() : Optional.of("no profile " + word.substring(2));
    } else if (word.matches("-D(it\\.)?test=\\w+")) {
      String test = word.replaceFirst(".*=", "") + ".java";
      boolean isKnown = Project.javaFiles("test").stream().anyMatch(file -> file.endsWith(test));
      return isKnown ? Optional.empty() : Optional.of("no test " + test);
    }
    boolean isGoal = word.startsWith("-") || word.contains(":") || word.contains("…");
    return isGoal || PHASES.contains(word) ? Optional.empty() : Optional.of("no phase " + word);
  }

  private static Stream<Path> poms() {
    return Stream.concat(Stream.of(Project.FOLDER), Project.modules().stream())
        .map(folder -> folder.resolve("pom.xml"));
  }

  private static void collectOptions(CommandLine command, Set<String> names) {
    for (OptionSpec option : command.getCommandSpec().options()) {
      names.addAll(List.of(option.names()));
    }
    command.getSubcommands().values().forEach(each -> collectOptions(each, names));
  }

  private static void assertNoDrift(Function<Call, Optional<String>> rule) {
    List<String> drifts = calls().map(rule).flatMap(Optional::stream).toList();

    assertThat(drifts).as("invalid commands in the docs").isEmpty();
  }

  /** The commands in all docs except the changelog, which describes earlier versions. */
  private static Stream<Call> calls() {
    return DocFile.all().stream()
        .filter(file -> !file.name().equals("CHANGELOG.md"))
        .flatMap(
            file -> {
              Markdown markdown = Markdown.of(file.text());
              return Stream.concat(
                  markdown.fenced().stream()
                      .map(
                          line ->
                              new Call(file.name(), line.strip().replaceFirst("^\\$ ", ""), true)),
                  markdown.codeSpans().stream().map(span -> new Call(file.name(), span, false)));
            });
  }

  /** Replaces placeholders by values that any option accepts, and file names by absolute paths. */
  private static List<String> arguments(String command) {
    String filled = command.replaceAll("<[^>]*>", "x");
    return words(shellCommand(filled)).stream()
        .map(word -> word.replaceAll("^[NM]$", "1"))
        .map(
            word ->
                FOLDERS.matcher(word).matches() ? Project.FOLDER.resolve(word).toString() : word)
        .toList();
  }

  /** Removes what a shell would interpret: comments, redirections and further commands. */
  private static String shellCommand(String line) {
    return END.matcher(line).replaceFirst("");
  }

  private static List<String> words(String command) {
    return WORD.matcher(command).results().map(DocCommandsTest::word).toList();
  }

  private static String word(MatchResult word) {
    return Stream.of(1, 2, 3)
        .map(word::group)
        .filter(text -> text != null)
        .findFirst()
        .orElseThrow();
  }

  private static Optional<String> first(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).findFirst();
  }
}
