package dev.fanfare.local.stepfunctions.execution;

import java.util.Optional;

/**
 * Whether AWS could redrive an execution. This stand-in has no RedriveExecution, but shows the
 * status.
 */
public record Redrive(String status, Optional<String> reason) {

  public static Redrive of(Execution execution) {
    return switch (execution.status()) {
      case RUNNING, SUCCEEDED ->
          new Redrive(
              "NOT_REDRIVABLE",
              Optional.of("Execution is " + execution.status() + " and cannot be redriven"));
      case FAILED, TIMED_OUT, ABORTED ->
          new Redrive(
              execution.identity().mapRun().isPresent() ? "REDRIVABLE_BY_MAP_RUN" : "REDRIVABLE",
              Optional.empty());
    };
  }
}
