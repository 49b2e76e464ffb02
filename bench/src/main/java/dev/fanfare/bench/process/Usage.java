package dev.fanfare.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What a process has used so far, as Linux counts it (proc(5)).
 *
 * @param cpuMillis of all its threads, user and system; Linux tells it in steps of 10 ms
 * @param peakKilobytes the most memory that was resident at any time
 */
public record Usage(long cpuMillis, long peakKilobytes) {
  /** {@code sysconf(_SC_CLK_TCK)} is 100 wherever Java runs on Linux. */
  private static final long MILLIS_PER_TICK = 10;

  /** Fields of {@code stat} that follow the name, whose closing bracket is the line's last. */
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
      throw new UncheckedIOException("no figures of a process that has ended", e);
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
