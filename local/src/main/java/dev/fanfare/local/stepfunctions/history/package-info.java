/** The history of an execution, and how executions end. */
package dev.fanfare.local.stepfunctions.history;
