/** The transports of the pusher against the local gateway, over real sockets on both sides. */
package dev.fanfare.tests.transport;
