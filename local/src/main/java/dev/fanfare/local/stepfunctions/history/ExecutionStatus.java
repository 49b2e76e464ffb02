package dev.fanfare.local.stepfunctions.history;

/** Where an execution stands; everything but {@link #RUNNING} is final. */
public enum ExecutionStatus {
  RUNNING,
  SUCCEEDED,
  FAILED,
  TIMED_OUT,
  ABORTED
}
