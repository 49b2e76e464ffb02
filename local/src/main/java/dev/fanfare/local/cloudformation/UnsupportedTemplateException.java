package dev.fanfare.local.cloudformation;

import dev.fanfare.local.cloudformation.yaml.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A template or its parameters cannot be used on one machine. Most problems make a deployment to
 * AWS fail too. The exception lists all problems, not only the first.
 */
public final class UnsupportedTemplateException extends RuntimeException {
  private final List<Problem> problems;

  public UnsupportedTemplateException(Path file, List<Problem> problems) {
    super(
        file
            + ": "
            + (problems.size() == 1 ? "1 problem" : problems.size() + " problems")
            + problems.stream().map(problem -> "\n  " + problem).collect(Collectors.joining()));
    this.problems = List.copyOf(problems);
  }

  /** The problems, ordered by line; those outside the file come first. */
  public List<Problem> problems() {
    return problems;
  }
}
