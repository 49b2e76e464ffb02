package dev.fanfare.config;

import java.util.List;

/**
 * A function cannot start because its variables break rules. Lists all problems, each with its
 * variable.
 */
public final class ConfigurationException extends RuntimeException {
  private final List<String> problems;

  public ConfigurationException(List<String> problems) {
    super("bad configuration: " + String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
