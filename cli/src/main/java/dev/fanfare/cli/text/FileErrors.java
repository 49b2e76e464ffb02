package dev.fanfare.cli.text;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Explains to an operator why a file cannot be read or written. */
public final class FileErrors {
  private FileErrors() {}

  public static String reading(Path file, IOException trouble) {
    return "cannot be read: "
        + (trouble instanceof NoSuchFileException
            ? "there is no such file"
            : reason(file, trouble));
  }

  public static String writing(Path file, IOException trouble) {
    return "cannot be written: "
        + (trouble instanceof NoSuchFileException
            ? "there is no folder " + file.toAbsolutePath().getParent()
            : reason(file, trouble));
  }

  private static String reason(Path file, IOException trouble) {
    if (Files.isDirectory(file)) {
      return "it is a folder";
    }
    if (trouble instanceof AccessDeniedException) {
      return "its permissions do not allow it";
    }
    // The operating system's own words, such as "No space left on device".
    String reason =
        trouble instanceof FileSystemException fault ? fault.getReason() : trouble.getMessage();
    return reason == null ? "the operating system does not say why" : reason;
  }
}
