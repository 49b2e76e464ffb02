/** Presence notices: who joins and who leaves a channel. */
package dev.fanfare.channels.presence;
