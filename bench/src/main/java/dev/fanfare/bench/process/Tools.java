package dev.fanfare.bench.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs that the benchmarks need and that must be installed. */
public enum Tools {
  TASKSET("util-linux"),
  NICE("coreutils"),
  NGINX("nginx-light"),
  WRK("wrk"),
  H2LOAD("nghttp2-client");

  /** Folders in which Debian installs servers, and that are not on a user's PATH. */
  private static final List<String> EXTRA_FOLDERS =
      List.of("/usr/sbin", "/usr/local/sbin", "/sbin");

  private final String debianPackage;

  Tools(String debianPackage) {
    this.debianPackage = debianPackage;
  }

  public String program() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws BenchFailure if it is not installed
   */
  public String path() {
    return find().orElseThrow(() -> new BenchFailure("there is no " + program())).toString();
  }

  private Optional<Path> find() {
    String path = new ProcessBuilder().environment().getOrDefault("PATH", "");
    return Stream.concat(Stream.of(path.split(":")), EXTRA_FOLDERS.stream())
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program()))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Returns a message with the missing programs and how to install them.
   *
   * @return empty if none is missing
   */
  public static Optional<String> missing(List<Tools> needed) {
    List<Tools> missing = new ArrayList<>(needed);
    missing.removeIf(tool -> tool.find().isPresent());
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "missing: %s; on Debian: sudo apt-get install --yes %s"
            .formatted(
                String.join(", ", missing.stream().map(Tools::program).toList()),
                String.join(" ", missing.stream().map(tool -> tool.debianPackage).toList())));
  }
}
