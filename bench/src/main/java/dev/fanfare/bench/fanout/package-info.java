/**
 * How long a message takes from the queue to its last client, on the local stack: as a broadcast,
 * with and without a Map Run, and beside a plain loop of posts.
 */
@NullMarked
package dev.fanfare.bench.fanout;

import org.jspecify.annotations.NullMarked;
