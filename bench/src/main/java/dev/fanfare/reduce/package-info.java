/**
 * The one place where the benchmarks reach into the reducer: {@link
 * dev.fanfare.reduce.BenchRecording}.
 */
package dev.fanfare.reduce;
