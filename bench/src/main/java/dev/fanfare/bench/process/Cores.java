package dev.fanfare.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which core does what.
 *
 * @param sink the core of the server, and of the process that measures
 * @param client the core of the client that is measured, alone on it
 */
public record Cores(int sink, int client) {

  /** The first two that this process may use. */
  public static Cores ofThisMachine() {
    List<Integer> allowed = parse(allowed());
    return new Cores(allowed.get(0), allowed.get(1));
  }

  /** What to tell when there are not two. */
  public static Optional<String> missing() {
    return parse(allowed()).size() >= 2
        ? Optional.empty()
        : Optional.of(
            "missing: a second core; server and client would take turns on the only one, and the"
                + " figures would mean nothing");
  }

  /** Moves all threads of this process to the sink's core; those made later follow. */
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
