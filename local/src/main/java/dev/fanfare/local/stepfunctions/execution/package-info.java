/**
 * Runs workflows: executions, their histories, retries, time-outs and Map Runs.
 *
 * <p>No thread waits. An execution proceeds in steps: a step runs on a shared pool, holds the
 * execution's lock, and ends by asking a timer, a function or a Map Run to submit the next one. So
 * ten thousand children need memory but no threads. Locks are taken downwards only, from an
 * execution to its Map Run to that run's children; upwards, everything is submitted as a step.
 */
@NullMarked
package dev.fanfare.local.stepfunctions.execution;

import org.jspecify.annotations.NullMarked;
