package dev.fanfare.local.stepfunctions.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All executions and Map Runs since the start of the stack. */
public final class ExecutionStore {
  private final Map<String, ExecutionRun> byArn = new ConcurrentHashMap<>();
  private final Map<String, List<Execution>> byStateMachine = new ConcurrentHashMap<>();
  private final Map<String, MapRun> mapRuns = new ConcurrentHashMap<>();
  private final Map<String, List<MapRun>> mapRunsByExecution = new ConcurrentHashMap<>();

  /** Registers an execution; if its ARN is used, returns the existing one instead. */
  Optional<ExecutionRun> putIfAbsent(ExecutionRun run) {
    var existing = byArn.putIfAbsent(run.execution().arn(), run);
    if (existing == null) {
      append(byStateMachine, run.execution().identity().stateMachineArn(), run.execution());
    }
    return Optional.ofNullable(existing);
  }

  void put(MapRun mapRun) {
    mapRuns.put(mapRun.arn(), mapRun);
    append(mapRunsByExecution, mapRun.parent().arn(), mapRun);
  }

  public Optional<ExecutionRun> find(String arn) {
    return Optional.ofNullable(byArn.get(arn));
  }

  public Optional<MapRun> findMapRun(String arn) {
    return Optional.ofNullable(mapRuns.get(arn));
  }

  /** The executions of a state machine, oldest first. */
  public List<Execution> ofStateMachine(String stateMachineArn) {
    return snapshot(byStateMachine, stateMachineArn);
  }

  /** The Map Runs of an execution, oldest first. */
  public List<MapRun> mapRunsOf(String executionArn) {
    return snapshot(mapRunsByExecution, executionArn);
  }

  private static <T> void append(Map<String, List<T>> lists, String key, T element) {
    var list = lists.computeIfAbsent(key, absent -> new ArrayList<>());
    synchronized (list) {
      list.add(element);
    }
  }

  private static <T> List<T> snapshot(Map<String, List<T>> lists, String key) {
    var list = lists.get(key);
    if (list == null) {
      return List.of();
    }
    synchronized (list) {
      return List.copyOf(list);
    }
  }
}
