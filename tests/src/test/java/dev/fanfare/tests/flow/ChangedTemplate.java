package dev.fanfare.tests.flow;

import dev.fanfare.tests.project.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The deployed template with one line changed, for what no parameter sets. */
final class ChangedTemplate {
  private ChangedTemplate() {}

  /**
   * @param above the lines just above the changed one, which tell it from others like it
   * @return a copy, deleted when the tests end
   * @throws IllegalArgumentException when the template does not have that place exactly once
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

  /** Paths are from the template's own folder; the copy is in another. */
  private static String fromAnywhere(String template) {
    return template
        .replace("CodeUri: ", "CodeUri: " + Project.FOLDER + "/")
        .replace("DefinitionUri: ", "DefinitionUri: " + Project.FOLDER + "/");
  }
}
