package dev.fanfare.local.stepfunctions.execution;

/** Where an execution stands; everything but {@link #RUNNING} is final. */
public enum ExecutionStatus {
  RUNNING,
  SUCCEEDED,
  FAILED,
  TIMED_OUT,
  ABORTED
}
