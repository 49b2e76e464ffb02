/**
 * Execution environments, and the set of environments of one function. An environment has a class
 * loader, a thread and Lambda's Java runtime for one handler.
 */
@NullMarked
package dev.fanfare.local.lambda.environment;

import org.jspecify.annotations.NullMarked;
