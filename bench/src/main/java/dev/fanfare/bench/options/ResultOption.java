package dev.fanfare.bench.options;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --json}, and what a benchmark shows: progress apart from results, results once. */
public final class ResultOption {
  private static final String STANDARD_OUTPUT = "-";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write every run as JSON; with -, to standard output and nothing else there.")
  private @Nullable String file;

  /**
   * Looked at before anything is measured, since afterwards the result would be lost.
   *
   * @throws ParameterException when the file cannot be written
   */
  public void requireWritable() {
    if (file == null || file.equals(STANDARD_OUTPUT)) {
      return;
    }
    Path path = Path.of(file).toAbsolutePath();
    if (Files.isDirectory(path)
        || !Files.isWritable(Files.exists(path) ? path : path.getParent())) {
      throw new ParameterException(spec.commandLine(), "--json is " + file + ": cannot be written");
    }
  }

  /**
   * Shows the result: to people, or to a program, or to both.
   *
   * @param lines for people
   * @param json the same for programs
   */
  public void show(List<String> lines, String json) throws IOException {
    if (STANDARD_OUTPUT.equals(file)) {
      spec.commandLine().getOut().println(json);
      return;
    }
    lines.forEach(spec.commandLine().getOut()::println);
    if (file != null) {
      Files.writeString(Path.of(file), json + "\n");
    }
  }

  /** Tells what is being done. */
  public void tell(String what) {
    spec.commandLine().getErr().println(what);
  }
}
