/**
 * The handshake and the end of a connection: who may connect, and which rows are written and
 * removed.
 */
package dev.fanfare.sockets.connect;
