package dev.fanfare.bench.process;

import dev.fanfare.loopback.ChildJvm;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;

/**
 * A temporary folder, and the processes that run in it. Closing it ends the processes and deletes
 * the folder. A shutdown hook does the same, for example after Ctrl-C.
 */
public final class ProcessSandbox implements AutoCloseable {
  private final Path folder;
  private final Deque<Child> children = new ConcurrentLinkedDeque<>();
  private final Thread onExit = new Thread(this::clear, "clear up");

  private ProcessSandbox(Path folder) {
    this.folder = folder;
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  public static ProcessSandbox open() {
    try {
      return new ProcessSandbox(Files.createTempDirectory("fanfare-bench-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path folder() {
    return folder;
  }

  /** Writes a file into the folder. */
  public Path write(String name, byte[] content) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts a program in this folder on one core. It gets no {@code AWS_*} variable.
   *
   * @param name the name in messages
   */
  public Child start(String name, int core, List<String> command, Map<String, String> variables) {
    List<String> pin = List.of(Tools.TASKSET.path(), "-c", Integer.toString(core));
    return start(name, pin, command, variables);
  }

  /**
   * Starts a program with the lowest priority, so that it slows down other processes as little as
   * possible. It gets no {@code AWS_*} variable.
   *
   * @param name the name in messages
   */
  public Child startAside(String name, List<String> command) {
    return start(name, List.of(Tools.NICE.path(), "-n", "19"), command, Map.of());
  }

  private Child start(
      String name, List<String> prefix, List<String> command, Map<String, String> variables) {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(command);
    Path errors = folder.resolve(name.replace('/', '-') + ".err");
    var builder = ChildJvm.withoutAws(whole).directory(folder.toFile());
    builder.redirectError(errors.toFile());
    builder.environment().putAll(variables);
    try {
      var child = new Child(name, builder.start(), errors);
      children.push(child);
      return child;
    } catch (IOException e) {
      throw new BenchFailure(name + " cannot be started: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(onExit);
    clear();
  }

  private void clear() {
    children.forEach(Child::close);
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException | UncheckedIOException e) {
      System.err.println("cannot delete " + folder + ": " + e);
    }
  }
}
