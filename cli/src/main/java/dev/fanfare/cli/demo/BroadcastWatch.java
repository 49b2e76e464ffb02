package dev.fanfare.cli.demo;

import dev.fanfare.cli.CommandFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.MapRunItemCounts;
import software.amazon.awssdk.services.sfn.model.MapRunListItem;

/** Follows one broadcast through the public API of Step Functions. */
final class BroadcastWatch {
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Duration START_WITHIN = Duration.ofSeconds(60);

  private final SfnClient states;
  private final String executionArn;

  BroadcastWatch(SfnClient states, String executionArn) {
    this.states = states;
    this.executionArn = executionArn;
  }

  /** Told of the shards as they are done. */
  interface Progress {
    void shards(MapRunItemCounts counts);
  }

  /**
   * Waits for the execution to start and to end.
   *
   * @throws CommandFailure when it does not start within a minute
   */
  DescribeExecutionResponse follow(Progress progress) throws InterruptedException {
    DescribeExecutionResponse execution = awaitStart();
    while (execution.status() == ExecutionStatus.RUNNING) {
      mapRunCounts().ifPresent(progress::shards);
      Thread.sleep(LOOK_EVERY.toMillis());
      execution = describe();
    }
    mapRunCounts().ifPresent(progress::shards);
    return execution;
  }

  List<HistoryEvent> history() {
    return states
        .getExecutionHistoryPaginator(history -> history.executionArn(executionArn))
        .events()
        .stream()
        .toList();
  }

  private DescribeExecutionResponse awaitStart() throws InterruptedException {
    Instant latest = Instant.now().plus(START_WITHIN);
    while (Instant.now().isBefore(latest)) {
      try {
        return describe();
      } catch (ExecutionDoesNotExistException notYet) {
        Thread.sleep(LOOK_EVERY.toMillis());
      }
    }
    throw new CommandFailure(
        "no execution "
            + executionArn
            + " within a minute: see what Start has logged, with FANFARE_LOG=INFO");
  }

  private DescribeExecutionResponse describe() {
    return states.describeExecution(describe -> describe.executionArn(executionArn));
  }

  /** The counts of the newest Map Run, if there is one yet. */
  private Optional<MapRunItemCounts> mapRunCounts() {
    return states.listMapRuns(list -> list.executionArn(executionArn)).mapRuns().stream()
        .max(Comparator.comparing(MapRunListItem::startDate))
        .map(run -> states.describeMapRun(map -> map.mapRunArn(run.mapRunArn())).itemCounts());
  }
}
