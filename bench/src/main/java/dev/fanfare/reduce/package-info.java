/**
 * Gives the benchmarks access to package-private code of the reducer: {@link
 * dev.fanfare.reduce.BenchRecording}.
 */
package dev.fanfare.reduce;
