package dev.fanfare.executions;

import java.time.Instant;
import java.util.Optional;

/** Where executions of the broadcast state machine are started. */
public interface Executions {

  /**
   * An execution that has the name already.
   *
   * @param input as it was given, to the letter
   */
  record Earlier(String input, Instant startedAt) {}

  /**
   * Starts an execution, unless there is one of this name.
   *
   * @return the execution that has the name already; empty when this call started one, or when the
   *     one of this name is running with the same input
   */
  Optional<Earlier> start(String name, String input);
}
