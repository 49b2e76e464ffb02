package dev.fanfare.cli.estimate;

import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.estimate.Settings;

/** Reads the settings of a stack from its parameters. */
final class StackSettings {
  private StackSettings() {}

  static Settings of(DeployedStack stack) {
    return new Settings(
        (int) stack.accountPostRate(),
        (int) stack.number("PostRatePercent"),
        (int) stack.number("ClientRatePercent"),
        (int) stack.number("ShardSize"),
        (int) stack.number("PushConcurrency"),
        (int) stack.number("PostsInFlight"),
        (int) stack.number("PushTimeoutSeconds"));
  }
}
