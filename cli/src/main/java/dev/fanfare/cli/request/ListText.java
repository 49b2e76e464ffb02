package dev.fanfare.cli.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Trims the elements of a comma-separated option and rejects empty ones, before picocli splits the
 * list. Otherwise a space after a comma would become part of a name, and an empty list would mean a
 * larger audience.
 */
public final class ListText implements IParameterPreprocessor {

  @Override
  public boolean preprocess(
      Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> info) {
    if (!arguments.isEmpty()) {
      String name = ((OptionSpec) option).longestName();
      arguments.push(normalize(arguments.pop(), name, command));
    }
    return false;
  }

  private static String normalize(String list, String option, CommandSpec command) {
    List<String> elements = new ArrayList<>();
    for (String element : list.split(",", -1)) {
      String trimmed = trimmed(element);
      if (trimmed.isEmpty()) {
        throw new ParameterException(
            command.commandLine(),
            "%s is \"%s\": element %d is empty; give names with commas between them"
                .formatted(option, list, elements.size() + 1));
      }
      elements.add(trimmed);
    }
    return String.join(",", elements);
  }

  /** Removes all kinds of white space, such as the no-break spaces that text editors insert. */
  private static String trimmed(String text) {
    int begin = 0;
    int end = text.length();
    while (begin < end && isBlank(text.charAt(begin))) {
      begin++;
    }
    while (end > begin && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(begin, end);
  }

  private static boolean isBlank(char character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || character == '\uFEFF';
  }
}
