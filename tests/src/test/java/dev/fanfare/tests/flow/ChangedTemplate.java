package dev.fanfare.tests.flow;

import dev.fanfare.tests.project.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The deployed template with one line changed, for settings that have no parameter. */
final class ChangedTemplate {
  private ChangedTemplate() {}

  /**
   * @param above the lines just above the changed line, which identify it
   * @return a copy, which is deleted when the tests end
   * @throws IllegalArgumentException if the template does not contain that place exactly once
   */
  static Path of(String above, String line, String changed) {
    String template = Project.text(Project.FOLDER.resolve("template.yaml"));
    String place = above + line;
    if (!template.contains(place) || template.indexOf(place) != template.lastIndexOf(place)) {
      throw new IllegalArgumentException("not exactly once in the template:\n" + place);
    }
    try {
      Path copy = Files.createTempFile("template", ".yaml");
      copy.toFile().deleteOnExit();
      return Files.writeString(copy, fromAnywhere(template.replace(place, above + changed)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Paths in the template are relative to its own folder, and the copy is in another folder. */
  private static String fromAnywhere(String template) {
    return template
        .replace("CodeUri: ", "CodeUri: " + Project.FOLDER + "/")
        .replace("DefinitionUri: ", "DefinitionUri: " + Project.FOLDER + "/");
  }
}
