package dev.fanfare.local.stepfunctions.execution;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** All executions and Map Runs since the start of the stack. */
public final class ExecutionStore {
  private final Map<String, ExecutionRun> byArn = new ConcurrentHashMap<>();
  private final Map<String, Queue<Execution>> byStateMachine = new ConcurrentHashMap<>();
  private final Map<String, MapRun> mapRuns = new ConcurrentHashMap<>();
  private final Map<String, Queue<MapRun>> mapRunsByExecution = new ConcurrentHashMap<>();

  /** Registers an execution, or returns the existing one with the same ARN. */
  Optional<ExecutionRun> putIfAbsent(ExecutionRun run) {
    var existing = byArn.putIfAbsent(run.execution().arn(), run);
    if (existing == null) {
      byStateMachine
          .computeIfAbsent(
              run.execution().identity().stateMachineArn(), absent -> new ConcurrentLinkedQueue<>())
          .add(run.execution());
    }
    return Optional.ofNullable(existing);
  }

  void put(MapRun mapRun) {
    mapRuns.put(mapRun.arn(), mapRun);
    mapRunsByExecution
        .computeIfAbsent(mapRun.parent().arn(), absent -> new ConcurrentLinkedQueue<>())
        .add(mapRun);
  }

  public Optional<ExecutionRun> find(String arn) {
    return Optional.ofNullable(byArn.get(arn));
  }

  public Optional<MapRun> findMapRun(String arn) {
    return Optional.ofNullable(mapRuns.get(arn));
  }

  /** The executions of a state machine, oldest first. */
  public List<Execution> ofStateMachine(String stateMachineArn) {
    return List.copyOf(byStateMachine.getOrDefault(stateMachineArn, new ConcurrentLinkedQueue<>()));
  }

  /** The Map Runs of an execution, oldest first. */
  public List<MapRun> mapRunsOf(String executionArn) {
    return List.copyOf(
        mapRunsByExecution.getOrDefault(executionArn, new ConcurrentLinkedQueue<>()));
  }
}
