/** The end of a connection: its rows are removed and its session is recorded. */
package dev.fanfare.channels.sessions;
