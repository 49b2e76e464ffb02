package dev.fanfare.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessIT {
  private static final Duration SOON = Duration.ofSeconds(10);

  @Test
  void usage_nameWithSpacesAndBrackets_readsTheFieldsAfterIt() {
    String stat = "12 (a) b) S 1 2 3 4 5 6 7 8 9 10 150 25 0 0 20 0";
    String status = "Name:\tx\nVmPeak:\t  9999 kB\nVmHWM:\t   4321 kB\n";

    assertThat(Usage.parse(stat, status)).isEqualTo(new Usage(1_750, 4_321));
  }

  @Test
  void cores_list_isExpanded() {
    assertThat(Cores.parse("\t0-2,5\n")).containsExactly(0, 1, 2, 5);
  }

  @Test
  void missing_nothingNeeded_isEmpty() {
    assertThat(Tools.missing(List.of())).isEmpty();
  }

  @Test
  void sandbox_closed_leavesNeitherFilesNorProcesses() throws Exception {
    assumeTrue(Tools.missing(List.of(Tools.TASKSET)).isEmpty(), "there is no taskset");
    Path folder;
    Child child;
    try (var sandbox = ProcessSandbox.open()) {
      folder = sandbox.folder();
      sandbox.write("sub/file", new byte[1]);
      child = sandbox.start("cat", 0, List.of("cat"), Map.of());
      child.send("a line");
      assertThat(child.line(SOON)).isEqualTo("a line");
    }

    assertThat(Files.exists(folder)).isFalse();
    assertThat(child.line(SOON)).isNull();
  }

  @Test
  void child_fails_isReportedWithItsErrorOutput() throws Exception {
    assumeTrue(Tools.missing(List.of(Tools.TASKSET)).isEmpty(), "there is no taskset");
    try (var sandbox = ProcessSandbox.open()) {
      Child child = sandbox.start("ls", 0, List.of("ls", "/nowhere"), Map.of());

      assertThatThrownBy(() -> child.end(SOON))
          .isInstanceOf(BenchFailure.class)
          .hasMessageContaining("/nowhere");
    }
  }
}
