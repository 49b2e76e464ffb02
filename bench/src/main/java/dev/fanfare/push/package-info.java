/**
 * The one place where the benchmarks reach into the pusher: {@link dev.fanfare.push.BenchPusher}.
 */
package dev.fanfare.push;
