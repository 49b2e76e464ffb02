package dev.fanfare.devtools;

import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.local.LocalStack;
import java.net.URI;

/** Gives the operator's commands access to the stack that runs in this JVM. */
public final class DeployedLocally {
  private DeployedLocally() {}

  /** Returns the stack. Closing the result does not stop the local stack. */
  public static DeployedStack of(LocalStack running) {
    URI apis = running.endpoints().apis();
    return DeployedStack.onThisMachine(running.template().stack().name(), service -> apis);
  }
}
