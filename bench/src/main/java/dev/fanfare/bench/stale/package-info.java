/** Compares recording and pruning of stale connections with the previous code. */
@NullMarked
package dev.fanfare.bench.stale;

import org.jspecify.annotations.NullMarked;
