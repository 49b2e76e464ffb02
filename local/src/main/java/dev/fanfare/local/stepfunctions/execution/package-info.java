/**
 * Runs workflows: executions, their histories, retries, time-outs and Map Runs.
 *
 * <p>No thread waits for anything. An execution moves in steps; a step runs on a shared pool while
 * it holds the execution's lock, and ends by asking a timer, a function or a Map Run to submit the
 * next one. So ten thousand children cost memory but no threads. Locks are only ever taken
 * downwards, from an execution to its Map Run to that run's children; upwards everything is
 * submitted as a step.
 */
package dev.fanfare.local.stepfunctions.execution;
