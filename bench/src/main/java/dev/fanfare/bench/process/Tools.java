package dev.fanfare.bench.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs that the benchmark needs and does not bring along. */
public enum Tools {
  TASKSET("util-linux"),
  NICE("coreutils"),
  NGINX("nginx-light"),
  WRK("wrk"),
  H2LOAD("nghttp2-client");

  /** Debian keeps servers where a user's PATH does not look. */
  private static final List<String> ALSO = List.of("/usr/sbin", "/usr/local/sbin", "/sbin");

  private final String debianPackage;

  Tools(String debianPackage) {
    this.debianPackage = debianPackage;
  }

  public String program() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws BenchFailure when it is not installed
   */
  public String path() {
    return find().orElseThrow(() -> new BenchFailure("there is no " + program())).toString();
  }

  private Optional<Path> find() {
    String path = new ProcessBuilder().environment().getOrDefault("PATH", "");
    return Stream.concat(Stream.of(path.split(":")), ALSO.stream())
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program()))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * What of these is missing, and how to get it.
   *
   * @return empty when nothing is
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
