package dev.fanfare.local.stepfunctions.definition;

import dev.fanfare.local.stepfunctions.query.Template;

/**
 * Writes the children's results to S3 instead of passing them to the next state.
 *
 * @param arguments an object with {@code Bucket} and {@code Prefix}
 * @param isCompact whether only the output of a child that succeeded is written, without the facts
 *     of its execution; other children are always written in full
 */
public record ResultExport(Template arguments, boolean isCompact) {}
