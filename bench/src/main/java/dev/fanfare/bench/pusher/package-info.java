/**
 * The child process that is measured: the pusher's handler over one transport, and nothing else.
 * What is not the handler's own work, such as making shards, is left to the parent.
 */
@NullMarked
package dev.fanfare.bench.pusher;

import org.jspecify.annotations.NullMarked;
