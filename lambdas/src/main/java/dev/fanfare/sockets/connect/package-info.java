/**
 * The handshake and the end of a connection: who may connect, and which rows are written and
 * removed.
 */
@NullMarked
package dev.fanfare.sockets.connect;

import org.jspecify.annotations.NullMarked;
