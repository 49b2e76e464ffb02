/**
 * Reducing: adds up what the pushers of one round answered, balances the books, records who is
 * stale, lists who was missed, and writes the report.
 */
package dev.fanfare.reduce;
