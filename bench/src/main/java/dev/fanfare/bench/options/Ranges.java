package dev.fanfare.bench.options;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What numbers an option takes. */
public final class Ranges {
  private Ranges() {}

  /**
   * @throws ParameterException when it is out of range: names the option, the number and the range
   */
  public static void check(CommandSpec spec, String option, int number, int least, int most) {
    if (number < least || number > most) {
      throw new ParameterException(
          spec.commandLine(),
          "%s is %d: must be from %d to %d".formatted(option, number, least, most));
    }
  }
}
