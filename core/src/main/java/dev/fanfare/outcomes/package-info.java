/**
 * Reads the outcome of every connection of a broadcast from the bucket. The reducer adds the
 * outcomes up round by round, a later broadcast takes its audience from them, and operators can
 * list them line by line. This package decides nothing.
 */
@NullMarked
package dev.fanfare.outcomes;

import org.jspecify.annotations.NullMarked;
