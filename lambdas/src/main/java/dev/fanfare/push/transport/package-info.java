/**
 * Posts from a pusher to the connections: one port, {@link dev.fanfare.push.transport.Transport},
 * and its adapters.
 */
@NullMarked
package dev.fanfare.push.transport;

import org.jspecify.annotations.NullMarked;
