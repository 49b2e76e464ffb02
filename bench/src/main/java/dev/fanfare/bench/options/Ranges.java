package dev.fanfare.bench.options;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Checks the range of numeric options. */
public final class Ranges {
  private Ranges() {}

  /**
   * @throws ParameterException if the number is out of range; the message has option, number and
   *     range
   */
  public static void check(CommandSpec spec, String option, int number, int min, int max) {
    if (number < min || number > max) {
      throw new ParameterException(
          spec.commandLine(),
          "%s is %d: must be from %d to %d".formatted(option, number, min, max));
    }
  }
}
