package dev.fanfare.local.stepfunctions.definition;

import dev.fanfare.local.stepfunctions.query.Template;

/**
 * Configures that the children's results go to S3 instead of the next state.
 *
 * @param arguments an object with {@code Bucket} and {@code Prefix}
 * @param isCompact whether the result of a successful child is only its output, without metadata of
 *     the execution; the results of other children always include the metadata
 */
public record ResultExport(Template arguments, boolean isCompact) {}
