package dev.fanfare.cli.broadcasts;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.ExitCode;

/**
 * Derives the id of a follow-up broadcast, such as a resend or a wave, from the id of the original.
 */
public final class DerivedId {
  private DerivedId() {}

  /**
   * @param suffix such as {@code -resend}
   * @throws CommandFailure if the result is too long for the name of an execution
   */
  public static String of(String id, String suffix) {
    String derived = id + suffix;
    if (derived.length() > AwsLimits.EXECUTION_NAME_CHARS) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "id %s has %d characters, but an execution's name can have at most %d: give a shorter --id"
              .formatted(derived, derived.length(), AwsLimits.EXECUTION_NAME_CHARS));
    }
    return derived;
  }
}
