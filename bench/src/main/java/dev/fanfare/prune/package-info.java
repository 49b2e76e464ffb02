/**
 * The one place where the benchmarks reach into pruning: {@link dev.fanfare.prune.BenchPruning}.
 */
package dev.fanfare.prune;
