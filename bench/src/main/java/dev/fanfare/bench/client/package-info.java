/**
 * The clients that are measured: programs that post to a sink. All are started in the same way, and
 * each reports the results of its posts.
 */
@NullMarked
package dev.fanfare.bench.client;

import org.jspecify.annotations.NullMarked;
