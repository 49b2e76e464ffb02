/**
 * The stand-in for Lambda: a pool of environments per function and the Invoke API. Functions
 * receive and return payloads as bytes; they share no objects with the stack.
 */
@NullMarked
package dev.fanfare.local.lambda;

import org.jspecify.annotations.NullMarked;
