package dev.fanfare.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The sample events beside the state machine, one folder per function. */
public final class SampleEvents {
  private static final Path FOLDER = find(Path.of("").toAbsolutePath());

  private SampleEvents() {}

  /**
   * @param function as in the template, without {@code Function}
   * @param name the file's name, without {@code .json}
   */
  public static byte[] read(String function, String name) {
    try {
      return Files.readAllBytes(FOLDER.resolve(function).resolve(name + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException("no sample event " + function + "/" + name, e);
    }
  }

  /** Maven runs tests in the module's folder; an editor may run them in the project's. */
  private static Path find(Path from) {
    for (Path at = from; at != null; at = at.getParent()) {
      Path events = at.resolve("statemachine/events");
      if (Files.isDirectory(events)) {
        return events;
      }
    }
    throw new IllegalStateException("no statemachine/events above " + from);
  }
}
