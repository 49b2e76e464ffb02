/**
 * Lambda: a pool of environments per function and the Invoke API. Payloads cross into a function as
 * bytes, (de)serialised by the Java runtime; objects are never shared.
 */
@NullMarked
package dev.fanfare.local.lambda;

import org.jspecify.annotations.NullMarked;
