/** The end of a connection: its rows are removed and its session is recorded. */
@NullMarked
package dev.fanfare.channels.sessions;

import org.jspecify.annotations.NullMarked;
