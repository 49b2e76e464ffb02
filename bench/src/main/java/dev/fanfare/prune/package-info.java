/**
 * Gives the benchmarks access to package-private code of pruning: {@link
 * dev.fanfare.prune.BenchPruning}.
 */
package dev.fanfare.prune;
