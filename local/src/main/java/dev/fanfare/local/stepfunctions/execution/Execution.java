package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.local.stepfunctions.history.ExecutionStatus;
import dev.fanfare.local.stepfunctions.history.History;
import dev.fanfare.local.stepfunctions.query.Document;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One execution, running or ended.
 *
 * @param future completes when it ends
 */
public record Execution(
    Identity identity, Document input, History history, CompletableFuture<Ending> future) {

  /** The fields that do not change after the start. */
  public record Identity(
      String arn,
      String name,
      StateMachine stateMachine,
      String stateMachineArn,
      Optional<MapRun> mapRun,
      Instant startDate) {}

  /** How an execution ended. */
  public record Ending(
      ExecutionStatus status,
      Instant stopDate,
      Optional<Document> output,
      Optional<String> error,
      Optional<String> cause) {}

  Execution(Identity identity, Document input, Clock clock) {
    this(identity, input, new History(clock), new CompletableFuture<>());
  }

  public String arn() {
    return identity.arn();
  }

  public ExecutionStatus status() {
    return ending().map(Ending::status).orElse(ExecutionStatus.RUNNING);
  }

  /** Empty while the execution runs. */
  public Optional<Ending> ending() {
    return Optional.ofNullable(future.getNow(null));
  }

  /** Completes when the execution ends; dependent stages must not block. */
  public CompletableFuture<Ending> whenEnded() {
    return future.copy();
  }

  /**
   * Reports whether AWS could redrive the execution. The stand-in does not support
   * RedriveExecution.
   *
   * @param reason receives the reason if the execution cannot be redriven
   */
  public void showRedrive(Consumer<String> status, Consumer<String> reason) {
    if (status() == ExecutionStatus.RUNNING || status() == ExecutionStatus.SUCCEEDED) {
      status.accept("NOT_REDRIVABLE");
      reason.accept("Execution is " + status() + " and cannot be redriven");
    } else {
      status.accept(identity.mapRun().isPresent() ? "REDRIVABLE_BY_MAP_RUN" : "REDRIVABLE");
    }
  }

  void end(Ending how) {
    future.complete(how);
  }
}
