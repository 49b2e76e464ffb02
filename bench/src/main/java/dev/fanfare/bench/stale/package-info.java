/** Compares recording and pruning of stale connections with the previous code. */
package dev.fanfare.bench.stale;
