/**
 * Runs workflows: executions, their histories, retries, timeouts and Map Runs.
 *
 * <p>No thread blocks. An execution proceeds in steps. A step runs on a shared pool and holds the
 * execution's lock. Before it ends, it registers the next step with a timer, a function call or a
 * Map Run. So ten thousand children need memory but no threads. Code acquires locks only downwards,
 * from an execution to its Map Run to the run's children. In the other direction, it submits a
 * step.
 */
@NullMarked
package dev.fanfare.local.stepfunctions.execution;

import org.jspecify.annotations.NullMarked;
