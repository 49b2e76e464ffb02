/**
 * Gives the benchmarks access to package-private code of the reducer: {@link
 * dev.fanfare.reduce.BenchRecording}.
 */
@NullMarked
package dev.fanfare.reduce;

import org.jspecify.annotations.NullMarked;
