/**
 * This machine: the one HTTP server on the loopback address with its rule for Host and Origin,
 * clients that reach the local stack and nothing else, and child processes. The local stack, the
 * operator's tool and the benchmarks share it; it is not deployed.
 */
@NullMarked
package dev.fanfare.loopback;

import org.jspecify.annotations.NullMarked;
