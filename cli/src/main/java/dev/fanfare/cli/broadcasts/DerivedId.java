package dev.fanfare.cli.broadcasts;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.ExitCode;

/** The id of a broadcast that belongs to another one: that one's id, and what it is to it. */
public final class DerivedId {
  private DerivedId() {}

  /**
   * @param suffix such as {@code -resend}
   * @throws CommandFailure when the two together cannot name an execution
   */
  public static String of(String id, String suffix) {
    String derived = id + suffix;
    if (derived.length() > AwsLimits.EXECUTION_NAME_CHARS) {
      throw new CommandFailure(
          ExitCode.WRONG_CALL,
          "id %s would have %d characters, and an execution's name at most %d: give a shorter --id"
              .formatted(derived, derived.length(), AwsLimits.EXECUTION_NAME_CHARS));
    }
    return derived;
  }
}
