package dev.fanfare.devtools.site;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds the files of a folder that may be served, and their content types. */
final class SiteFiles {
  private static final String INDEX = "index.html";

  /** Content types by file extension. Files with other extensions are not served. */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("mjs", "text/javascript; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("md", "text/markdown; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("webp", "image/webp"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"));

  private final Path root;

  /**
   * @throws IOException if the folder does not exist
   */
  SiteFiles(Path folder) throws IOException {
    root = folder.toRealPath();
  }

  /**
   * Returns the file at the path of a URL.
   *
   * @param path decoded, from the first slash
   * @return empty if the file does not exist, is hidden, has an unknown extension, or is outside
   *     the folder because of dots or a symbolic link
   */
  Optional<Path> find(String path) {
    try {
      Path named = root.resolve(path.substring(1));
      Path file = (Files.isDirectory(named) ? named.resolve(INDEX) : named).toRealPath();
      boolean served =
          file.startsWith(root)
              && Files.isRegularFile(file)
              && !isHidden(root.relativize(file))
              && TYPES.containsKey(ending(file));
      return served ? Optional.of(file) : Optional.empty();
    } catch (IOException | InvalidPathException none) {
      return Optional.empty();
    }
  }

  static String type(Path file) {
    return requireNonNull(TYPES.get(ending(file)), "only files of known types are served");
  }

  private static boolean isHidden(Path inside) {
    for (Path part : inside) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
