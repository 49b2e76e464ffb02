package dev.fanfare.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cores of a measurement.
 *
 * @param sink core of the server and of the measuring process
 * @param client core of the measured client, which nothing else uses
 */
public record Cores(int sink, int client) {

  /** Returns the first two cores that this process may use. */
  public static Cores ofThisMachine() {
    List<Integer> allowed = parse(allowed());
    return new Cores(allowed.get(0), allowed.get(1));
  }

  /** Returns an error message if this process may use fewer than two cores. */
  public static Optional<String> missing() {
    return parse(allowed()).size() >= 2
        ? Optional.empty()
        : Optional.of(
            "missing: a second core; server and client would share the only one, and the"
                + " results would be useless");
  }

  /** Moves all threads of this process to the sink's core. Later threads inherit it. */
  public void moveThisProcess() throws InterruptedException {
    String pid = Long.toString(ProcessHandle.current().pid());
    try {
      new ProcessBuilder(Tools.TASKSET.path(), "-acp", Integer.toString(sink), pid)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectErrorStream(true)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new BenchFailure("taskset does not start: " + e.getMessage(), e);
    }
  }

  /**
   * Parses a list of cores.
   *
   * @param list such as {@code 0-1,4}
   */
  static List<Integer> parse(String list) {
    List<Integer> cores = new ArrayList<>();
    for (String range : list.trim().split(",")) {
      String[] ends = range.split("-");
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int core = Integer.parseInt(ends[0]); core <= last; core++) {
        cores.add(core);
      }
    }
    return cores;
  }

  private static String allowed() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("Cpus_allowed_list:"))
          .map(line -> line.substring(line.indexOf(':') + 1))
          .findFirst()
          .orElse("0");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
