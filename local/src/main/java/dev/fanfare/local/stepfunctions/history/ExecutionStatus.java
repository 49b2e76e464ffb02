package dev.fanfare.local.stepfunctions.history;

/** The status of an execution; all but {@link #RUNNING} are final. */
public enum ExecutionStatus {
  RUNNING,
  SUCCEEDED,
  FAILED,
  TIMED_OUT,
  ABORTED
}
