package dev.fanfare.executions;

import java.time.Instant;
import java.util.Optional;

/** Starts executions of the broadcast state machine. */
public interface Executions {

  /**
   * An existing execution with the same name.
   *
   * @param input its original input, character for character
   */
  record EarlierExecution(String input, Instant startedAt) {}

  /**
   * Starts an execution unless one with this name exists.
   *
   * @return the existing execution with this name; empty if this call started one, or if the
   *     existing one is running with the same input
   */
  Optional<EarlierExecution> start(String name, String input);
}
