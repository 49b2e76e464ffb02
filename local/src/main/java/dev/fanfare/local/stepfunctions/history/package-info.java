/** The history of an execution, and how executions end. */
@NullMarked
package dev.fanfare.local.stepfunctions.history;

import org.jspecify.annotations.NullMarked;
