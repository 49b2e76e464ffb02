/** One client's WebSocket: its TCP connection, its frames and its end. */
package dev.fanfare.local.apigateway.sockets;
