package dev.fanfare.cli.doctor;

import dev.fanfare.cli.stack.DeployedStack;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The input of the checks.
 *
 * @param checkout the version to compare the stack with
 * @param clock of this machine
 */
record CheckContext(DeployedStack stack, Checkout checkout, Clock clock, Calls calls) {

  /**
   * Makes a call and records its result in {@link Calls}.
   *
   * @param action the IAM action that the call needs
   * @return empty if the call failed
   */
  <T> Optional<T> ask(String action, Supplier<T> call) {
    return calls.ask(action, call);
  }
}
