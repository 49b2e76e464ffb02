/**
 * The WebSocket API: the code that its routes share, such as the client of an event and the open
 * sockets. A row in the connections table makes a connection part of every broadcast's audience.
 */
@NullMarked
package dev.fanfare.sockets;

import org.jspecify.annotations.NullMarked;
