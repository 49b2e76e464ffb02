/**
 * Pruning: deletes the rows of connections that a broadcast recorded as stale, without checking
 * them again.
 */
@NullMarked
package dev.fanfare.prune;

import org.jspecify.annotations.NullMarked;
