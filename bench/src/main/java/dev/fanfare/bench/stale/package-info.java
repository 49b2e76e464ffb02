/** What recording and pruning stale connections takes, beside how it was done before. */
package dev.fanfare.bench.stale;
