package dev.fanfare.tests.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.fanfare.request.RequestReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example requests that we publish are valid. */
class ExamplesTest {

  @Test
  void read_everyExample_isAValidRequest() {
    // Folders in it are sample applications.
    List<Path> examples =
        Project.files(Project.FOLDER.resolve("examples")).stream()
            .filter(file -> file.toString().endsWith(".json"))
            .toList();

    assertThat(examples)
        .isNotEmpty()
        .allSatisfy(
            example ->
                assertThatCode(
                        () ->
                            RequestReader.read(
                                Project.text(example).getBytes(StandardCharsets.UTF_8)))
                    .doesNotThrowAnyException());
  }
}
