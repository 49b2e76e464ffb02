package dev.fanfare.tests.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Markdown file of the project. Tests generate or check its blocks: the text between {@code <!--
 * name -->} and {@code <!-- /name -->}.
 *
 * @param path the absolute path
 * @param text the file's text, or the text that it should have
 */
public record DocFile(Path path, String text) {
  private static final List<String> FOLDERS = List.of("docs", "examples", ".github");

  /**
   * Reads a file.
   *
   * @param name relative to the project's folder, such as {@code docs/operate.md}
   */
  public static DocFile read(String name) {
    return read(Project.FOLDER.resolve(name));
  }

  private static DocFile read(Path path) {
    return new DocFile(path, Project.text(path));
  }

  /** All Markdown files at the top of the project and in the folders that hold docs. */
  public static List<DocFile> all() {
    Stream<Path> below =
        FOLDERS.stream().flatMap(folder -> Project.files(Project.FOLDER.resolve(folder)).stream());
    return Stream.concat(Project.topFiles().stream(), below)
        .filter(path -> path.toString().endsWith(".md"))
        .map(DocFile::read)
        .toList();
  }

  /** The path relative to the project's folder, with slashes. */
  public String name() {
    return Project.name(path);
  }

  /** The text of a block. */
  public String block(String name) {
    return text.substring(from(name), to(name));
  }

  /** Returns a copy of the file with a different text in a block. */
  public DocFile with(String name, String block) {
    return new DocFile(path, text.substring(0, from(name)) + block + text.substring(to(name)));
  }

  /**
   * Writes this file into the build folder of the tests.
   *
   * @return the command that copies it over the project's file
   */
  public String stored() {
    Path copy = Project.FOLDER.resolve("tests/target/mended").resolve(name());
    try {
      Files.createDirectories(copy.getParent());
      Files.writeString(copy, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "to update it: cp " + Project.name(copy) + " " + name();
  }

  private int from(String name) {
    String mark = "<!-- " + name + " -->\n";
    assertThat(text).as(name() + " needs the marks of its block").contains(mark);
    return text.indexOf(mark) + mark.length();
  }

  private int to(String name) {
    String mark = "<!-- /" + name + " -->";
    assertThat(text).as(name() + " needs the marks of its block").contains(mark);
    return text.indexOf(mark, from(name));
  }
}
