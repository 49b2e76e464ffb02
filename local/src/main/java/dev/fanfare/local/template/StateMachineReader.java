package dev.fanfare.local.template;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads state machines: the definition's file, with its substitutions filled in. */
final class StateMachineReader {
  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([A-Za-z0-9_]+)}");

  private final Path directory;
  private final ResourceIndex index;
  private final Problems problems;

  /**
   * @param directory the template's; {@code DefinitionUri} is relative to it
   */
  StateMachineReader(Path directory, ResourceIndex index, Problems problems) {
    this.directory = directory;
    this.index = index;
    this.problems = problems;
  }

  /** Empty when the definition cannot be read, which is then reported. */
  Optional<StateMachineResource> read(Resolved machine) {
    var file =
        directory.resolve(machine.properties().text("DefinitionUri").orElseThrow()).normalize();
    var statements = Roles.statements(machine, index, problems);
    return definition(machine, file)
        .map(text -> substituted(machine, text))
        .map(
            text ->
                new StateMachineResource(
                    machine.logicalId(),
                    machine.name(),
                    StateMachineType.arn(machine.identity()),
                    file,
                    text,
                    Roles.arn(machine),
                    statements));
  }

  private Optional<String> definition(Resolved machine, Path file) {
    try {
      return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      problems.add(
          machine.at("DefinitionUri"),
          machine.lineOf("DefinitionUri"),
          file.toString(),
          "cannot be read: " + e);
      return Optional.empty();
    }
  }

  private String substituted(Resolved machine, String definition) {
    Map<String, String> values = machine.properties().textsByKey("DefinitionSubstitutions");
    var unused = new LinkedHashSet<>(values.keySet());
    var path = machine.at("DefinitionSubstitutions");
    var text =
        SUBSTITUTION
            .matcher(definition)
            .replaceAll(
                match -> {
                  var name = match.group(1);
                  unused.remove(name);
                  if (!values.containsKey(name)) {
                    problems.add(
                        path,
                        machine.lineOf("DefinitionSubstitutions"),
                        "${" + name + "}",
                        "the definition uses this, but it has no value");
                  }
                  return Matcher.quoteReplacement(values.getOrDefault(name, match.group()));
                });
    for (var name : unused) {
      problems.add(
          path + "." + name,
          machine.lineOf("DefinitionSubstitutions"),
          name,
          "the definition does not use this");
    }
    return text;
  }
}
