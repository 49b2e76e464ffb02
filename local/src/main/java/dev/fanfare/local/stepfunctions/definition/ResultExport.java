package dev.fanfare.local.stepfunctions.definition;

import dev.fanfare.local.stepfunctions.query.Template;

/**
 * Writes the children's results to S3 instead of handing them to the next state.
 *
 * @param arguments an object with {@code Bucket} and {@code Prefix}
 */
public record ResultExport(Template arguments, Transformation transformation) {

  /** What is written of a child that succeeded; of the others it is always everything. */
  public enum Transformation {
    /** Its output and what is known about the execution. */
    NONE,
    /** Its output alone. */
    COMPACT
  }
}
