/**
 * Reducing: adds up the results of one round's pushers, balances the books, records stale
 * connections, lists missed connections, and writes the report.
 */
@NullMarked
package dev.fanfare.reduce;

import org.jspecify.annotations.NullMarked;
