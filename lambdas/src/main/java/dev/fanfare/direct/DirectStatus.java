package dev.fanfare.direct;

/** The result of a request on the direct path. */
public enum DirectStatus {
  /** Every connection is settled. */
  POSTED,
  /** An execution has it, as a whole or to continue it. */
  STARTED,
  /** A repeat of a request that is completed or has an execution. */
  DUPLICATE,
  /** A repeat of a request that another call may be posting now. */
  IN_PROGRESS
}
