package dev.fanfare.local.stepfunctions.definition;

import dev.fanfare.local.stepfunctions.query.Template;

/**
 * Writes the children's results to S3 instead of passing them to the next state.
 *
 * @param arguments an object with {@code Bucket} and {@code Prefix}
 */
public record ResultExport(Template arguments, Transformation transformation) {

  /** What is written about a child that succeeded; other children are always written in full. */
  public enum Transformation {
    /** Its output and the facts of the execution. */
    NONE,
    /** Its output only. */
    COMPACT
  }
}
