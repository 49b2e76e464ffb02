package dev.fanfare.tests.mirror;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;

/** The maximum length of a description: every parameter in it has its longest value. */
final class DescriptionLengths {
  /** Lambda's limit for a function and for a version; EventBridge Scheduler allows 512. */
  private static final int MAX_LENGTH = 256;

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

  /** CloudFormation's own limits. */
  private static final Map<String, Integer> PSEUDO =
      Map.of("AWS::StackName", 128, "AWS::Region", 25, "AWS::Partition", 10);

  private final TemplateText text;

  DescriptionLengths(TemplateText text) {
    this.text = text;
  }

  /** The problem with a description, if any. */
  Optional<String> problem(Node description) {
    String written = TemplateText.written(description).replaceFirst("^!Sub ", "");
    int length = VARIABLE.matcher(written).replaceAll("").length();
    Matcher variable = VARIABLE.matcher(written);
    while (variable.find()) {
      OptionalInt longest = longest(variable.group(1));
      if (longest.isEmpty()) {
        return Optional.of("names " + variable.group(1) + ", which must have a MaxLength");
      }
      length += longest.getAsInt();
    }
    return length <= MAX_LENGTH
        ? Optional.empty()
        : Optional.of("can be %d characters long: at most %d".formatted(length, MAX_LENGTH));
  }

  private OptionalInt longest(String name) {
    if (PSEUDO.containsKey(name)) {
      return OptionalInt.of(PSEUDO.get(name));
    }
    var most = text.scalar("Parameters", name, "MaxLength");
    if (most.isPresent()) {
      return OptionalInt.of(Integer.parseInt(most.get()));
    }
    var values =
        text.at("Parameters", name, "AllowedValues").stream()
            .flatMap(allowed -> TemplateText.items(allowed).stream())
            .map(TemplateText::written);
    var number = text.scalar("Parameters", name, "MaxValue").stream();
    var lengths = Stream.concat(values, number).mapToInt(String::length).toArray();
    return lengths.length > 0 ? IntStream.of(lengths).max() : ofPattern(name);
  }

  /** A pattern such as {@code [a-z]{1,128}}. */
  private OptionalInt ofPattern(String name) {
    var counted = Pattern.compile("\\[[^]]+]\\{\\d+,(\\d+)}");
    return text.scalar("Parameters", name, "AllowedPattern").stream()
        .map(counted::matcher)
        .filter(Matcher::matches)
        .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
        .max();
  }
}
