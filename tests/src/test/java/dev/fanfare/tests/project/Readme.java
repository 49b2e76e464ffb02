package dev.fanfare.tests.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The README, parts of which are made by tests: what stands between {@code <!-- name -->} and
 * {@code <!-- /name -->}.
 *
 * @param text as it is, or as it should be
 */
public record Readme(String text) {
  private static final Path FILE = Project.FOLDER.resolve("README.md");

  public static Readme read() {
    return new Readme(Project.text(FILE));
  }

  /** What stands between the marks of this name. */
  public String block(String name) {
    return text.substring(from(name), to(name));
  }

  /** The same README with something else between the marks of this name. */
  public Readme with(String name, String block) {
    return new Readme(text.substring(0, from(name)) + block + text.substring(to(name)));
  }

  /**
   * Stores this one beside the tests' results.
   *
   * @return how to put it in the README's place
   */
  public String stored(String name) {
    Path mended = Project.FOLDER.resolve("tests/target").resolve(name);
    try {
      Files.createDirectories(mended.getParent());
      Files.writeString(mended, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "to mend it: cp " + Project.name(mended) + " " + Project.name(FILE);
  }

  private int from(String name) {
    String mark = "<!-- " + name + " -->\n";
    assertThat(text).as("README.md needs the marks of its generated block").contains(mark);
    return text.indexOf(mark) + mark.length();
  }

  private int to(String name) {
    String mark = "<!-- /" + name + " -->";
    assertThat(text).as("README.md needs the marks of its generated block").contains(mark);
    return text.indexOf(mark, from(name));
  }
}
