/** The parts of a Map Run that do not know its executions: items, settings, counts and files. */
@NullMarked
package dev.fanfare.local.stepfunctions.maprun;

import org.jspecify.annotations.NullMarked;
