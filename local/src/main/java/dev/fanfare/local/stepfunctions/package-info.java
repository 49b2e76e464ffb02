/**
 * The stand-in for Step Functions: standard workflows in JSONata, distributed Maps, and the API.
 * {@code definition} parses a document, {@code query} evaluates its expressions, {@code execution}
 * runs it with {@code maprun} and {@code history}, and {@code api} serves clients. These packages
 * do not depend on broadcasts.
 */
@NullMarked
package dev.fanfare.local.stepfunctions;

import org.jspecify.annotations.NullMarked;
