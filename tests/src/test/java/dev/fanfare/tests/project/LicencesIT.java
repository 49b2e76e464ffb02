package dev.fanfare.tests.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** LICENSE-3RD-PARTY lists the libraries that the tool contains, each with its licence. */
class LicencesIT {
  private static final Path LIBRARIES = Project.FOLDER.resolve("devtools/target/lib");

  /** Only the functions use this library; the tool uses another one for logging. */
  private static final String OF_FUNCTIONS_ALONE = "slf4j-simple";

  @Test
  void licences_ofAllLibraries_areListed() throws IOException {
    var listed = new TreeSet<String>();
    Project.text(Project.FOLDER.resolve("LICENSE-3RD-PARTY"))
        .lines()
        .filter(line -> line.contains(" | "))
        .forEach(
            line -> {
              String[] parts = line.split(" \\| ");
              assertThat(parts).as(line).hasSize(3);
              assertThat(parts[1]).as(line).isNotBlank().isNotEqualTo("Unknown license");
              listed.add(parts[0].substring(parts[0].indexOf(':') + 1));
            });

    Set<String> libraries = libraries();
    libraries.add(OF_FUNCTIONS_ALONE);
    assertThat(listed).as("LICENSE-3RD-PARTY: run .ci/licences to update it").isEqualTo(libraries);
  }

  /** Names without versions, because the folder may still contain an earlier version. */
  private static Set<String> libraries() throws IOException {
    try (Stream<Path> jars = Files.list(LIBRARIES)) {
      return jars.map(jar -> jar.getFileName().toString())
          .filter(name -> !name.startsWith("fanfare-"))
          .map(name -> name.replaceFirst("-\\d.*", ""))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
