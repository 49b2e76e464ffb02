package dev.fanfare.bench.report;

import dev.fanfare.bench.process.BenchFailure;
import dev.fanfare.bench.process.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The machine of a measurement.
 *
 * @param cores number of cores that the process may use
 * @param load the load average of the minute before the measurement, caused by other processes
 */
public record Machine(
    String processor,
    int cores,
    String kernel,
    double load,
    List<String> jdks,
    List<String> tools) {

  /**
   * @param cores number of cores that this process may use
   */
  public static Machine here(int cores, List<String> jdks, List<Tools> used)
      throws InterruptedException {
    List<String> tools = new ArrayList<>();
    for (Tools tool : used) {
      tools.add(version(tool));
    }
    return new Machine(
        firstProcessor(),
        cores,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        Double.parseDouble(read("/proc/loadavg").split(" ")[0]),
        jdks,
        tools);
  }

  List<String> lines() {
    return Stream.of(
            "%s, %d cores, %s, %s".formatted(processor, cores, kernel, String.join(", ", jdks)),
            String.join("; ", tools),
            "load of the minute before: %.2f%s"
                .formatted(
                    load,
                    load > 0.5 ? " (other processes are running: only ratios are meaningful)" : ""))
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static String firstProcessor() {
    return read("/proc/cpuinfo")
        .lines()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }

  /** Returns the first line of the version output. Programs differ in stream and exit code. */
  private static String version(Tools tool) throws InterruptedException {
    String option = tool == Tools.NGINX || tool == Tools.WRK ? "-v" : "--version";
    try {
      var process = new ProcessBuilder(tool.path(), option).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return output.lines().findFirst().orElse(tool.program()).replaceAll(" Copyright.*", "");
    } catch (IOException e) {
      throw new BenchFailure(tool.program() + " does not start: " + e.getMessage(), e);
    }
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
