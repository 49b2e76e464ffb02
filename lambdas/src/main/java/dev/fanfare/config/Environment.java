package dev.fanfare.config;

import java.util.Map;

/**
 * The variables of the execution environment. On Lambda these are the process's own. The local
 * stack runs many environments in one process and gives each its own variables, in the
 * environment's own class loader, before the handler is made.
 */
public final class Environment {
  private static volatile Map<String, String> variables = System.getenv();

  private Environment() {}

  public static Map<String, String> variables() {
    return variables;
  }

  /** Called by the local stack, by reflection; nothing that ships calls it. */
  public static void replace(Map<String, String> replacement) {
    variables = Map.copyOf(replacement);
  }
}
