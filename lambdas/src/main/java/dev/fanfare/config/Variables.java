package dev.fanfare.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Reads typed values from environment variables and collects all problems, so that one start
 * reports them all. Read every variable, then call {@link #check}; until then, a problem yields a
 * harmless placeholder. This class has no defaults: {@code template.yaml} has them, where operators
 * look for them.
 */
public final class Variables {
  private final Map<String, String> variables;
  private final List<String> problems = new ArrayList<>();

  public Variables(Map<String, String> variables) {
    this.variables = variables;
  }

  public String text(String name) {
    String value = variables.get(name);
    if (value == null || value.isBlank()) {
      problems.add(name + " is " + (value == null ? "missing" : "blank") + ": must be set");
      return "";
    }
    return value;
  }

  /** A text that must be set but may be blank. */
  public String textOrBlank(String name) {
    return variables.containsKey(name) ? variables.get(name).strip() : text(name);
  }

  /** A text that meets a rule. */
  public String text(String name, Predicate<String> isValid, String rule) {
    int before = problems.size();
    String value = text(name);
    if (problems.size() == before && !isValid.test(value)) {
      problems.add(name + " is \"" + value + "\": " + rule);
    }
    return value;
  }

  /** A comma-separated list; empty if the variable is empty. */
  public List<String> list(String name) {
    String value = variables.get(name);
    if (value == null) {
      problems.add(name + " is missing: must be set");
      return List.of();
    }
    return Arrays.stream(value.split(","))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .distinct()
        .toList();
  }

  /** A comma-separated list of at least one of the given words. */
  public List<String> choices(String name, List<String> words) {
    List<String> chosen = list(name);
    if (variables.get(name) != null && (chosen.isEmpty() || !words.containsAll(chosen))) {
      problems.add(
          name
              + " is \""
              + variables.get(name)
              + "\": must be one or more of "
              + String.join(",", words));
    }
    return chosen;
  }

  /** A whole number within an inclusive range. */
  public int number(String name, int least, int most) {
    int before = problems.size();
    String value = text(name);
    if (problems.size() > before) {
      return least;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below, in the same words as a number out of range.
    }
    problems.add(
        name + " is \"" + value + "\": must be a whole number from " + least + " to " + most);
    return least;
  }

  /** One of the given words. */
  public String choice(String name, List<String> words) {
    int before = problems.size();
    String value = text(name);
    if (problems.size() == before && !words.contains(value)) {
      problems.add(name + " is \"" + value + "\": must be one of " + String.join(", ", words));
    }
    return problems.size() == before ? value : words.get(0);
  }

  /** An absolute http or https address. */
  public URI address(String name) {
    int before = problems.size();
    String value = text(name);
    if (problems.size() == before) {
      try {
        URI address = URI.create(value);
        if (address.isAbsolute()
            && address.getHost() != null
            && address.getScheme().matches("https?")) {
          return address;
        }
      } catch (IllegalArgumentException e) {
        // Reported below.
      }
      problems.add(name + " is \"" + value + "\": must be an http or https address");
    }
    return URI.create("http://unset.invalid");
  }

  /** Adds a problem that this class cannot detect, such as a conflict between two variables. */
  public void problem(String description) {
    problems.add(description);
  }

  /**
   * @throws ConfigurationException with all problems, if there are any
   */
  public void check() {
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems.stream().distinct().toList());
    }
  }
}
