/**
 * Step Functions on one machine: standard workflows in JSONata, distributed Maps, and the API.
 * {@code definition} reads a document, {@code query} evaluates its expressions, {@code execution}
 * runs it with {@code maprun} and {@code history}, {@code api} serves clients. Nothing here knows
 * about broadcasts.
 */
@NullMarked
package dev.fanfare.local.stepfunctions;

import org.jspecify.annotations.NullMarked;
