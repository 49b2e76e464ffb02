package dev.fanfare.config;

import java.util.Map;

/**
 * The variables of the execution environment. On Lambda these are the process's own. The local
 * stack runs many environments in one process. It sets each environment's variables in the
 * environment's own class loader before it creates the handler.
 */
public final class Environment {
  private static volatile Map<String, String> variables = System.getenv();

  private Environment() {}

  public static Map<String, String> variables() {
    return variables;
  }

  /** Called by the local stack through reflection; never called on AWS. */
  public static void replace(Map<String, String> replacement) {
    variables = Map.copyOf(replacement);
  }
}
