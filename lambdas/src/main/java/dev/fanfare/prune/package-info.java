/**
 * Pruning: deletes the rows of connections that a broadcast recorded as stale. It judges nothing
 * anew.
 */
package dev.fanfare.prune;
