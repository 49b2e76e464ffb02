/**
 * Shared tools for one machine: the HTTP server on the loopback address with its Host and Origin
 * checks, clients that reach only the local stack, and child processes. Used by the local stack,
 * the operator's tool and the benchmarks; not deployed.
 */
@NullMarked
package dev.fanfare.loopback;

import org.jspecify.annotations.NullMarked;
