/**
 * The domain vocabulary: a broadcast's concepts as types, and the AWS limits. Every package may
 * depend on it. It depends on no AWS client, environment or clock.
 */
@NullMarked
package dev.fanfare.broadcast;

import org.jspecify.annotations.NullMarked;
