package dev.fanfare.cli.doctor;

import dev.fanfare.cli.stack.DeployedStack;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the checks have to look at.
 *
 * @param clock this machine's
 */
record CheckContext(DeployedStack stack, Checkout checkout, Clock clock, Calls calls) {

  /**
   * Asks the stack.
   *
   * @param action what an operator must be allowed for it, as IAM names it
   * @return empty when there was no answer; why is told by {@link Calls}
   */
  <T> Optional<T> ask(String action, Supplier<T> call) {
    return calls.ask(action, call);
  }
}
