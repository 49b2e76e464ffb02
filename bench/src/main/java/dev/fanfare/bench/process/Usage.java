package dev.fanfare.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The resources that a process has used so far, from Linux (proc(5)).
 *
 * @param cpuMillis CPU time of all threads, user and system, in milliseconds, with a resolution of
 *     10 ms
 * @param peakKilobytes maximum resident memory, in kilobytes
 */
public record Usage(long cpuMillis, long peakKilobytes) {
  /** {@code sysconf(_SC_CLK_TCK)} is 100 on all Linux platforms that run Java. */
  private static final long MILLIS_PER_TICK = 10;

  /**
   * Indexes of fields in {@code stat} after the name. The name ends with the last closing bracket
   * of the line.
   */
  private static final int USER_TICKS = 11;

  private static final int SYSTEM_TICKS = 12;

  public static Usage of(long pid) {
    return read(Path.of("/proc", Long.toString(pid)));
  }

  public static Usage ofThisProcess() {
    return read(Path.of("/proc/self"));
  }

  private static Usage read(Path process) {
    try {
      return parse(
          Files.readString(process.resolve("stat")), Files.readString(process.resolve("status")));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the usage of a process that has ended", e);
    }
  }

  static Usage parse(String stat, String status) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long ticks = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
    long peak =
        Arrays.stream(status.split("\n"))
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElse(0);
    return new Usage(ticks * MILLIS_PER_TICK, peak);
  }
}
