package dev.fanfare.local.template;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A template, or the parameters given with it, cannot be used on one machine; most of the reasons
 * would also make it fail on AWS. Carries all problems that were found, not only the first.
 */
public final class UnsupportedTemplateException extends RuntimeException {
  private final List<Problem> problems;

  UnsupportedTemplateException(Path file, List<Problem> problems) {
    super(
        file
            + ": "
            + (problems.size() == 1 ? "1 problem" : problems.size() + " problems")
            + problems.stream().map(problem -> "\n  " + problem).collect(Collectors.joining()));
    this.problems = List.copyOf(problems);
  }

  /** By line; what is not in the file comes first. */
  public List<Problem> problems() {
    return problems;
  }
}
