/**
 * Gives the benchmarks access to package-private code of the pusher: {@link
 * dev.fanfare.push.BenchPusher}.
 */
package dev.fanfare.push;
