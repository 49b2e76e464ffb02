package dev.fanfare.loopback;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A child JVM with this Java and this class path. It sees no {@code AWS_*} variable, and its stderr
 * goes to this process's stderr. Its main class must end when stdin ends, so that the child never
 * outlives its parent, even if the parent crashes.
 */
public final class ChildJvm implements AutoCloseable {
  private static final Duration QUIT_GRACE = Duration.ofSeconds(5);

  private final Process process;

  private ChildJvm(Process process) {
    this.process = process;
  }

  /**
   * Starts a child with a small memory footprint and a short startup time.
   *
   * @param name used in messages
   * @param options JVM options, such as {@code -Xmx256m}
   * @throws UncheckedIOException if the operating system cannot start it
   */
  public static ChildJvm start(
      String name, List<String> options, Class<?> main, List<String> arguments) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    var home = Path.of(System.getProperty("java.home"));
    var command = command(home, all, System.getProperty("java.class.path"), main, arguments);
    try {
      var builder = withoutAws(command).redirectError(ProcessBuilder.Redirect.INHERIT);
      return new ChildJvm(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(name + " did not start", e);
    }
  }

  /** The command line that runs a main class with the Java installation in {@code home}. */
  public static List<String> command(
      Path home, List<String> options, String classPath, Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin").resolve("java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(arguments);
    return command;
  }

  /** Prepares a process without the operator's {@code AWS_*} variables. */
  public static ProcessBuilder withoutAws(List<String> command) {
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    return builder;
  }

  /** Waits for a process to end; kills it after the grace period. */
  public static void end(Process process, Duration grace) {
    try {
      if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** The child process, with its id, stdin and stdout. */
  public Process process() {
    return process;
  }

  /**
   * Waits for the child to end, which it does once its stdin is closed; kills it after a grace
   * period.
   */
  @Override
  public void close() {
    end(process, QUIT_GRACE);
  }
}
