/**
 * What became of every connection of a broadcast, found again: the reducer adds it up round by
 * round, a later broadcast takes its audience from it, and an operator may want it line by line.
 * Reads what lies in the bucket; decides nothing.
 */
@NullMarked
package dev.fanfare.outcomes;

import org.jspecify.annotations.NullMarked;
