package dev.fanfare.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of this checkout, as tests see them: Maven runs them in the folder of their module. */
public final class Checkout {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private Checkout() {}

  public static Path file(String path) {
    return ROOT.resolve(path);
  }

  /** The template that is deployed. */
  public static Path template() {
    return file("template.yaml");
  }

  /**
   * A copy of the template that differs in one place, for what no parameter sets.
   *
   * @throws IllegalArgumentException when the template does not have that place exactly once
   */
  public static Path template(String place, String changed) {
    try {
      String text = Files.readString(template());
      if (text.indexOf(place) < 0 || text.indexOf(place) != text.lastIndexOf(place)) {
        throw new IllegalArgumentException("not exactly once in the template: " + place);
      }
      var copy = Files.createTempFile("template", ".yaml");
      copy.toFile().deleteOnExit();
      return Files.writeString(copy, withAbsolutePaths(text.replace(place, changed)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String withAbsolutePaths(String template) {
    return template
        .replace("CodeUri: ", "CodeUri: " + ROOT + "/")
        .replace("DefinitionUri: ", "DefinitionUri: " + ROOT + "/");
  }
}
