/**
 * Gives the benchmarks access to package-private code of the pusher: {@link
 * dev.fanfare.push.BenchPusher}.
 */
@NullMarked
package dev.fanfare.push;

import org.jspecify.annotations.NullMarked;
