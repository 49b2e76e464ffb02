/**
 * Lambda: a pool of environments per function, the Invoke API and the SQS event source. Only bytes
 * pass between a function and its callers; the Java runtime converts them.
 */
package dev.fanfare.local.lambda;
