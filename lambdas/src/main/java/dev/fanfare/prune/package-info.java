/**
 * Pruning: deletes the rows of connections that a broadcast recorded as stale, without checking
 * them again.
 */
package dev.fanfare.prune;
