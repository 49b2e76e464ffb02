/** The history of an execution: its events, status and failures. */
@NullMarked
package dev.fanfare.local.stepfunctions.history;

import org.jspecify.annotations.NullMarked;
