/**
 * Posts from a pusher to the connections: one port, {@link dev.fanfare.push.transport.Transport},
 * and its adapters.
 */
package dev.fanfare.push.transport;
