package dev.fanfare.devtools;

import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.local.LocalStack;

/** The stack that runs in this JVM, as the operator's commands see it. */
public final class DeployedLocally {
  private DeployedLocally() {}

  /** Closing the result does not end the stack. */
  public static DeployedStack of(LocalStack running) {
    return DeployedStack.onThisMachine(
        running.template().stack().name(), running.endpoints().services());
  }
}
