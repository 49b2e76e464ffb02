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
import org.jspecify.annotations.Nullable;

/** A child process. Closing it ends the process. */
public final class Child implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(3);

  /** Marks the end of the output in the queue of lines. */
  private static final String END = new String("end");

  private final String name;
  private final Process process;
  private final Path errors;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  Child(String name, Process process, Path errors) {
    this.name = name;
    this.process = process;
    this.errors = errors;
    Thread reader = new Thread(this::read, name);
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      out.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      // The process was killed while it printed, so its output ends here.
      lines.add(END);
      return;
    }
    lines.add(END);
  }

  public Usage usage() {
    return Usage.of(process.pid());
  }

  /** Sends a line to the process. */
  public void send(String line) {
    try {
      process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
    } catch (IOException e) {
      throw failed("does not read its input", e);
    }
  }

  /**
   * Waits for the next line of its output.
   *
   * @return null at the end of the output
   * @throws BenchFailure if no line arrives in time
   */
  public @Nullable String line(Duration timeout) throws InterruptedException {
    String line = lines.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
    if (line == null) {
      throw failed("printed nothing for " + timeout.toSeconds() + " s");
    }
    if (line == END) {
      lines.add(END);
      return null;
    }
    return line;
  }

  /**
   * Lets the process run for a time.
   *
   * @throws BenchFailure if it ends earlier
   */
  public void letRun(Duration time) throws InterruptedException {
    if (process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS)) {
      throw failed("ended too early, with exit code " + process.exitValue());
    }
  }

  /**
   * Waits until the process ends.
   *
   * @return the lines of output that have not been read
   * @throws BenchFailure if it fails, or does not end in time
   */
  public List<String> end(Duration timeout) throws InterruptedException {
    if (!process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
      throw failed("did not end in time");
    }
    if (process.exitValue() != 0) {
      throw failed("ended with exit code " + process.exitValue());
    }
    List<String> rest = new ArrayList<>();
    for (String line = line(GRACE); line != null; line = line(GRACE)) {
      rest.add(line);
    }
    return rest;
  }

  /**
   * Returns a failure with the name of the process, what it did, and the end of its error output.
   */
  public BenchFailure failed(String what) {
    return new BenchFailure("%s %s%s".formatted(name, what, errorOutput()));
  }

  /** Returns the same failure with a cause. */
  public BenchFailure failed(String what, Exception cause) {
    return new BenchFailure("%s %s%s".formatted(name, what, errorOutput()), cause);
  }

  private String errorOutput() {
    try {
      String text = Files.exists(errors) ? Files.readString(errors).strip() : "";
      return text.isEmpty() ? "" : ":\n" + text.substring(Math.max(0, text.length() - 2_000));
    } catch (IOException e) {
      return "; its error output cannot be read: " + e;
    }
  }

  /** Ends the process. Kills it if it still runs after three seconds. */
  @Override
  public void close() {
    process.destroy();
    ChildJvm.end(process, GRACE);
  }
}
