/** The messages of connected clients: their cost, effect and response. */
@NullMarked
package dev.fanfare.sockets.actions;

import org.jspecify.annotations.NullMarked;
