/** Notices of who joins and leaves a channel. */
package dev.fanfare.channels.presence;
