package dev.fanfare.bench.process;

import dev.fanfare.loopback.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process that this one has started and will end. */
public final class Child implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(3);

  /** In the place of a line, when there are no more. */
  private static final String END = new String("end");

  private final String name;
  private final Process process;
  private final Path complaints;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  Child(String name, Process process, Path complaints) {
    this.name = name;
    this.process = process;
    this.complaints = complaints;
    Thread reader = new Thread(this::read, name);
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      out.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      // The process was killed while it printed; whoever waits for a line is told so.
      lines.add(END);
      return;
    }
    lines.add(END);
  }

  public Usage usage() {
    return Usage.of(process.pid());
  }

  /** Sends a line to the process. */
  public void tell(String line) {
    try {
      process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
    } catch (IOException e) {
      throw failed("does not listen", e);
    }
  }

  /**
   * The next line it prints.
   *
   * @return null when it will print no more
   * @throws BenchFailure when none comes in time
   */
  public String line(Duration timeout) throws InterruptedException {
    String line = lines.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
    if (line == null) {
      throw failed("says nothing for " + timeout.toSeconds() + " s", null);
    }
    if (line == END) {
      lines.add(END);
      return null;
    }
    return line;
  }

  /**
   * Lets it run.
   *
   * @throws BenchFailure when it ends before
   */
  public void letRun(Duration time) throws InterruptedException {
    if (process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS)) {
      throw failed("ended too early, with " + process.exitValue(), null);
    }
  }

  /**
   * Waits for its end, and for all that it printed and nobody has read.
   *
   * @throws BenchFailure when it fails, or does not end in time
   */
  public List<String> end(Duration timeout) throws InterruptedException {
    if (!process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
      throw failed("does not end", null);
    }
    if (process.exitValue() != 0) {
      throw failed("ended with " + process.exitValue(), null);
    }
    List<String> rest = new ArrayList<>();
    for (String line = line(GRACE); line != null; line = line(GRACE)) {
      rest.add(line);
    }
    return rest;
  }

  public BenchFailure failed(String how, Exception cause) {
    return new BenchFailure("%s %s%s".formatted(name, how, complaints()), cause);
  }

  private String complaints() {
    try {
      String told = Files.exists(complaints) ? Files.readString(complaints).strip() : "";
      return told.isEmpty() ? "" : ":\n" + told.substring(Math.max(0, told.length() - 2_000));
    } catch (IOException e) {
      return "; what it said cannot be read: " + e;
    }
  }

  /** Ends it; at once when it does not follow. */
  @Override
  public void close() {
    process.destroy();
    ChildJvm.end(process, GRACE);
  }
}
