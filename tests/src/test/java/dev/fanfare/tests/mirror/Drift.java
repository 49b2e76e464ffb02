package dev.fanfare.tests.mirror;

/** The wording of drifts: where it is, what it is about, and what the rule is. */
final class Drift {
  private Drift() {}

  static String inDefinition(String state, String rule) {
    return Blueprint.DEFINITION + ": state " + state + ": " + rule;
  }

  static String inTemplate(String resource, String rule) {
    return Blueprint.TEMPLATE + ": " + resource + ": " + rule;
  }

  /**
   * @param file from the project's folder
   */
  static String inFile(String file, String rule) {
    return file + ": " + rule;
  }
}
