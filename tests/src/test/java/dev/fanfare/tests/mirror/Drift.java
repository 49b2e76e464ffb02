package dev.fanfare.tests.mirror;

/** The message of a drift: the file, the subject and the rule. */
final class Drift {
  private Drift() {}

  static String inDefinition(String state, String rule) {
    return Blueprint.DEFINITION + ": state " + state + ": " + rule;
  }

  static String inTemplate(String resource, String rule) {
    return Blueprint.TEMPLATE + ": " + resource + ": " + rule;
  }

  /**
   * @param file relative to the project's folder
   */
  static String inFile(String file, String rule) {
    return file + ": " + rule;
  }
}
