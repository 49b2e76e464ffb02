/**
 * The one place where the benchmarks reach into the reducer: {@link
 * dev.fanfare.reduce.BenchRecording}.
 */
@NullMarked
package dev.fanfare.reduce;

import org.jspecify.annotations.NullMarked;
