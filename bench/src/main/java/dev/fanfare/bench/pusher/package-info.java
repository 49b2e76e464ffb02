/**
 * The measured child process: the pusher's handler with one transport, and nothing else. The parent
 * process does all other work, such as creating shards.
 */
@NullMarked
package dev.fanfare.bench.pusher;

import org.jspecify.annotations.NullMarked;
