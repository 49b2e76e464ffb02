package dev.fanfare.local.lambda.environment;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * The end of the log of one invocation, as {@code LogType: Tail} returns it: the function's lines
 * between Lambda's own.
 */
final class LogTail {
  /** Lambda returns the last 4 KB. */
  private static final int MAX_BYTES = 4 * 1024;

  /** The bits of a byte that does not begin a character of UTF-8. */
  private static final int CONTINUES = 0b1100_0000;

  private static final int CONTINUATION = 0b1000_0000;
  private static final long BYTES_PER_MB = 1024 * 1024;

  private final Deque<byte[]> lines = new ArrayDeque<>();
  private int size;

  /** Begins with an invocation. Lines of the environment's start are not part of its log. */
  synchronized void start(InvokeRequest request) {
    lines.clear();
    size = 0;
    add("START RequestId: %s Version: %s".formatted(request.id(), request.version()));
  }

  synchronized void add(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    lines.addLast(bytes);
    size += bytes.length;
    while (size - lines.getFirst().length >= MAX_BYTES) {
      size -= lines.removeFirst().length;
    }
  }

  /**
   * Ends with the report.
   *
   * @return the last bytes, as text
   */
  synchronized String end(InvokeRequest request, Duration took, int memoryMb) {
    add("END RequestId: " + request.id());
    add(
        String.format(
            Locale.ROOT,
            "REPORT RequestId: %s\tDuration: %.2f ms\tBilled Duration: %d ms\tMemory Size: %d MB"
                + "\tMax Memory Used: %d MB\t",
            request.id(),
            took.toNanos() / 1e6,
            (took.toNanos() + 999_999) / 1_000_000,
            memoryMb,
            usedMb(memoryMb)));
    var all = new byte[size];
    int at = 0;
    for (byte[] line : lines) {
      System.arraycopy(line, 0, all, at, line.length);
      at += line.length;
    }
    int from = Math.max(0, size - MAX_BYTES);
    while (from < size && (all[from] & CONTINUES) == CONTINUATION) { // The cut is in a character.
      from++;
    }
    return new String(all, from, size - from, StandardCharsets.UTF_8);
  }

  /** All functions share this JVM, so it is the JVM's memory. */
  private static long usedMb(int memoryMb) {
    var runtime = Runtime.getRuntime();
    return Math.min(memoryMb, (runtime.totalMemory() - runtime.freeMemory()) / BYTES_PER_MB);
  }
}
