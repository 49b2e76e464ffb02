package dev.fanfare.cli.commands;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is to be sent, alone: from a file, from standard input, or as it stands. */
public final class DataOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  private final InputStream standardInput;

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      arity = "0..1",
      description = "What every client receives, as JSON; - is standard input.")
  private String file;

  @Option(
      names = "--data",
      paramLabel = "JSON",
      description = "The same, as it stands: '{\"text\": \"hello\"}'.")
  private String data;

  /** For picocli. */
  public DataOptions() {
    this(System.in);
  }

  public DataOptions(InputStream standardInput) {
    this.standardInput = standardInput;
  }

  /**
   * Reads it.
   *
   * @throws ParameterException when there is nothing, or it is given twice
   */
  String read() {
    if ((file == null) == (data == null)) {
      throw new ParameterException(
          spec.commandLine(),
          "what is to be sent? Give either a FILE, - being standard input, or --data");
    }
    return data == null
        ? new String(
            new InputFile(file, standardInput).read(spec.commandLine()), StandardCharsets.UTF_8)
        : data;
  }
}
