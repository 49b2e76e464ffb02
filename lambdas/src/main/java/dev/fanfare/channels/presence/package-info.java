/** Presence notices: who joins and who leaves a channel. */
@NullMarked
package dev.fanfare.channels.presence;

import org.jspecify.annotations.NullMarked;
