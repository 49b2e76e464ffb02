package dev.fanfare.plan;

import dev.fanfare.broadcast.BroadcastBucket;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Executions in the states that a test sets. */
public final class MemoryExecutions implements ExecutionStates {
  private final Map<String, String> states = new HashMap<>();

  public MemoryExecutions with(String name, String state) {
    states.put(name, state);
    return this;
  }

  void forget(String name) {
    states.remove(name);
  }

  /** The executions of a bucket that keeps broadcasts for two weeks. */
  public EarlierBroadcasts broadcasts(BroadcastBucket bucket) {
    return new EarlierBroadcasts(bucket, this, 14);
  }

  @Override
  public Optional<String> of(String name) {
    return Optional.ofNullable(states.get(name));
  }

  @Override
  public String input(String name) {
    throw new UnsupportedOperationException("tests give the input themselves");
  }
}
