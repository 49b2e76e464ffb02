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

/**
 * The option {@code --json}, and the output of a benchmark: results to standard output, progress to
 * standard error.
 */
public final class ResultOption {
  private static final String STANDARD_OUTPUT = "-";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description =
          "Write every run as JSON to a file, or with - to standard output instead of the text.")
  private @Nullable String file;

  /**
   * Checks the file before the measurement, because a failure afterwards would lose the result.
   *
   * @throws ParameterException if the file cannot be written
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
   * Prints the result as text, and writes it as JSON if {@code --json} is given.
   *
   * @param lines the result as text
   * @param json the result as JSON
   * @throws IOException if the file cannot be written
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

  /** Prints a line about the current step. */
  public void progress(String line) {
    spec.commandLine().getErr().println(line);
  }
}
