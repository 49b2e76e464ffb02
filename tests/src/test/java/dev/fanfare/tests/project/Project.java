package dev.fanfare.tests.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder of the whole project. */
public final class Project {
  private static final Pattern MODULE = Pattern.compile("<module>(.+?)</module>");

  /**
   * An absolute path. Maven runs tests in a module's folder; an editor may run them in the
   * project's.
   */
  public static final Path FOLDER = find(Path.of("").toAbsolutePath());

  private Project() {}

  /** The modules' folders, as the root pom lists them. */
  public static List<Path> modules() {
    return MODULE
        .matcher(text(FOLDER.resolve("pom.xml")))
        .results()
        .map((MatchResult module) -> FOLDER.resolve(module.group(1)))
        .toList();
  }

  /**
   * All Java files of all modules.
   *
   * @param tree {@code main} or {@code test}
   */
  public static List<Path> javaFiles(String tree) {
    return modules().stream()
        .map(module -> module.resolve("src").resolve(tree).resolve("java"))
        .flatMap(folder -> files(folder).stream())
        .filter(file -> file.toString().endsWith(".java"))
        .toList();
  }

  /** The files at the top of the project, in order. */
  public static List<Path> topFiles() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All files below a folder, in order; empty if the folder does not exist. */
  public static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file's name for messages: relative to the project's folder, with slashes. */
  public static String name(Path file) {
    return FOLDER.relativize(file).toString().replace('\\', '/');
  }

  private static Path find(Path from) {
    for (Path at = from; at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("template.yaml"))) {
        return at;
      }
    }
    throw new IllegalStateException("no template.yaml in or above " + from);
  }
}
