/**
 * The routes of the WebSocket API: who connects gets a row in the connection table, who disconnects
 * loses it. These rows are the audience of every broadcast.
 */
package dev.fanfare.sockets;
