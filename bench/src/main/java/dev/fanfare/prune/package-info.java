/**
 * Gives the benchmarks access to package-private code of pruning: {@link
 * dev.fanfare.prune.BenchPruning}.
 */
@NullMarked
package dev.fanfare.prune;

import org.jspecify.annotations.NullMarked;
