package dev.fanfare.tests.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts also run on macOS, which has bash 3.2 and BSD tools. */
class ScriptsTest {
  /** Maven's own script, which detects the available tool: {@code shasum} or {@code sha256sum}. */
  private static final String WRAPPER = "mvnw";

  /** Reasons why a command fails on macOS, by pattern. The list covers common cases, not all. */
  private static final Map<Pattern, String> MISSING = new LinkedHashMap<>();

  static {
    missing("\\$\\{\\w+\\[-", "bash 4.3: an index from the end");
    missing("\\$\\{\\w+(\\[[^]]*\\])?(,,?|\\^\\^?)", "bash 4: upper and lower case");
    missing("\\$\\{\\w+@", "bash 4.4: transformations");
    missing("\\b(mapfile|readarray|coproc)\\b", "bash 4");
    missing("\\b(declare|local|typeset)\\s+-\\w*[Ang]", "bash 4: maps and references");
    missing("\\[\\[\\s+-v\\b", "bash 4.2: is it set");
    missing("\\bwait\\s+-n\\b", "bash 4.3");
    missing("printf\\s+'%\\(", "bash 4.2: times");
    missing("\\|&|&>>|;;&|;&", "bash 4: short forms");
    missing("\\bfind\\b.*-(printf|quit|regextype)\\b", "GNU find");
    missing("\\bsort\\b.*\\s-(\\w*V|-version-sort)", "GNU sort");
    missing("\\bsed\\b.*\\s(-\\w*i|--in-place|-\\w*r)\\b", "GNU sed: another -i, -E for -r");
    missing("\\bgrep\\b.*\\s-\\w*P", "GNU grep");
    missing("\\bdate\\b.*\\s-\\w*d\\b", "GNU date");
    missing("\\bstat\\b.*\\s(-\\w*c|--format)\\b", "GNU stat");
    missing("\\breadlink\\b.*\\s-f\\b", "GNU readlink");
    missing("\\b(sha\\d+sum|md5sum|nproc|timeout|tac|setsid)\\b", "no such program");
  }

  @Test
  void scripts_all_runUnderBash3AndBsdTools() throws IOException {
    List<Path> scripts = scripts();
    assertThat(scripts).extracting(Project::name).contains("fanfare", ".ci/run", ".ci/lint");

    var found = new ArrayList<String>();
    for (Path script : scripts) {
      int number = 0;
      for (String line : Project.text(script).lines().toList()) {
        number++;
        String at = Project.name(script) + ":" + number + ": ";
        findings(line).forEach(finding -> found.add(at + finding));
      }
    }
    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mvn -pl \"${modules[-1]}\"",
        "echo \"${name,,}\"",
        "declare -A ports",
        "mapfile -t lines <file",
        "find . -newer jar -print -quit",
        "ls | sort -rV",
        "sed -i 's/a/b/' file",
        "sha256sum <jar"
      })
  void findings_ofBash4AndGnuTools_areReported(String line) {
    assertThat(findings(line)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# not ${modules[-1]}",
        "rm -rf \"$venv\"",
        "sed -nE 's/a/b/p' file | LC_ALL=C sort",
        "local venv=\"$1\"",
        "echo \"${1:-}\" \"${JAVA_HOME:+$JAVA_HOME/bin/}\" \"${version%%.*}\"",
        "a && b; c"
      })
  void findings_ofPortableScripts_areNone(String line) {
    assertThat(findings(line)).isEmpty();
  }

  private static List<String> findings(String line) {
    if (line.strip().startsWith("#")) {
      return List.of();
    }
    return MISSING.entrySet().stream()
        .flatMap(
            missing -> {
              Matcher found = missing.getKey().matcher(line);
              return found.find()
                  ? Stream.of("\"" + found.group() + "\": " + missing.getValue())
                  : Stream.empty();
            })
        .toList();
  }

  private static void missing(String pattern, String why) {
    MISSING.put(Pattern.compile(pattern), why);
  }

  /** Our own files that start with {@code #!}, in the project's folder and in {@code .ci}. */
  private static List<Path> scripts() throws IOException {
    var scripts = new ArrayList<Path>();
    for (Path folder : List.of(Project.FOLDER, Project.FOLDER.resolve(".ci"))) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          if (beginning(file).equals("#!") && !file.endsWith(WRAPPER)) {
            scripts.add(file);
          }
        }
      }
    }
    return scripts;
  }

  private static String beginning(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(2), StandardCharsets.US_ASCII);
    }
  }
}
