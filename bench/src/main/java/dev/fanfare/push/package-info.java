/**
 * The one place where the benchmarks reach into the pusher: {@link dev.fanfare.push.BenchPusher}.
 */
@NullMarked
package dev.fanfare.push;

import org.jspecify.annotations.NullMarked;
