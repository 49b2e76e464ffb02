/** The messages of connected clients: their cost, effect and response. */
package dev.fanfare.sockets.actions;
