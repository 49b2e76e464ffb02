package dev.fanfare.cli.commands;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A parameter that names a file, or standard input by a hyphen. */
record InputFile(String name, InputStream standardInput) {
  private static final String STANDARD_INPUT = "-";

  /**
   * Reads it to its end.
   *
   * @param call whose parameter it is
   * @throws ParameterException when it cannot be read
   */
  byte[] read(CommandLine call) {
    try {
      return name.equals(STANDARD_INPUT)
          ? standardInput.readAllBytes()
          : Files.readAllBytes(Path.of(name));
    } catch (IOException e) {
      throw new ParameterException(call, "FILE is " + name + ": cannot be read: " + e);
    }
  }
}
