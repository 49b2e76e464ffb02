/**
 * Measures the time of a message from sending to its last client on the local stack: as a broadcast
 * with and without a Map Run, posted directly, and by a plain loop of posts.
 */
@NullMarked
package dev.fanfare.bench.fanout;

import org.jspecify.annotations.NullMarked;
