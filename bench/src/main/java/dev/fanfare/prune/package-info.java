/**
 * The one place where the benchmarks reach into pruning: {@link dev.fanfare.prune.BenchPruning}.
 */
@NullMarked
package dev.fanfare.prune;

import org.jspecify.annotations.NullMarked;
