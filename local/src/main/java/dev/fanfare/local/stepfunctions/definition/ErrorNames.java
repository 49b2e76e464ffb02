package dev.fanfare.local.stepfunctions.definition;

import java.util.List;
import java.util.Set;

/** The error names of Step Functions. */
public final class ErrorNames {
  public static final String ALL = "States.ALL";
  public static final String DATA_LIMIT_EXCEEDED = "States.DataLimitExceeded";
  public static final String EXCEED_TOLERATED_FAILURE_THRESHOLD =
      "States.ExceedToleratedFailureThreshold";
  public static final String ITEM_READER_FAILED = "States.ItemReaderFailed";
  public static final String NO_CHOICE_MATCHED = "States.NoChoiceMatched";
  public static final String QUERY_EVALUATION_ERROR = "States.QueryEvaluationError";
  public static final String RESULT_WRITER_FAILED = "States.ResultWriterFailed";
  public static final String RUNTIME = "States.Runtime";
  public static final String TASK_FAILED = "States.TaskFailed";
  public static final String TIMEOUT = "States.Timeout";

  /** The reserved names that a retrier or catcher may list. */
  static final Set<String> RESERVED =
      Set.of(
          ALL,
          DATA_LIMIT_EXCEEDED,
          EXCEED_TOLERATED_FAILURE_THRESHOLD,
          ITEM_READER_FAILED,
          NO_CHOICE_MATCHED,
          QUERY_EVALUATION_ERROR,
          RESULT_WRITER_FAILED,
          RUNTIME,
          TASK_FAILED,
          TIMEOUT,
          "States.BranchFailed",
          "States.HeartbeatTimeout",
          "States.IntrinsicFailure",
          "States.ParameterPathFailure",
          "States.Permissions",
          "States.ResultPathMatchFailure");

  private ErrorNames() {}

  /**
   * Whether one of the names matches an error. No name matches {@code States.Runtime}; {@code
   * States.TaskFailed} matches all others except timeouts; {@code States.ALL} also matches {@code
   * States.DataLimitExceeded}, as recordings on AWS show, although its documentation says
   * otherwise.
   */
  static boolean anyMatches(List<String> names, String error) {
    if (error.equals(RUNTIME)) {
      return false;
    }
    return names.contains(ALL)
        || names.contains(error)
        || names.contains(TASK_FAILED) && !error.equals(TIMEOUT);
  }
}
