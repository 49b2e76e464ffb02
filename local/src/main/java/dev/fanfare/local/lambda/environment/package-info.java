/**
 * Execution environments: a class loader, a thread and the parts of Lambda's Java runtime for one
 * handler, and the set of environments that one function has.
 */
@NullMarked
package dev.fanfare.local.lambda.environment;

import org.jspecify.annotations.NullMarked;
