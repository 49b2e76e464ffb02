/**
 * Lambda: a pool of environments per function, the Invoke API and the SQS event source. Only bytes
 * cross into a function, through the Java runtime's own (de)serialisation; an object is never
 * handed over.
 */
package dev.fanfare.local.lambda;
