/** The parts of a Map Run that do not depend on its executions: items, settings and counts. */
@NullMarked
package dev.fanfare.local.stepfunctions.maprun;

import org.jspecify.annotations.NullMarked;
