/** One client's WebSocket: its TCP connection, its frames and its end. */
@NullMarked
package dev.fanfare.local.apigateway.sockets;

import org.jspecify.annotations.NullMarked;
