/**
 * The vocabulary: the words of a broadcast as types, and the limits that AWS sets. Everything may
 * depend on it; it depends on no AWS client, no environment and no clock.
 */
@NullMarked
package dev.fanfare.broadcast;

import org.jspecify.annotations.NullMarked;
