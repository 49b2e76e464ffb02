/** The pusher's transports against the local gateway, over real sockets on both sides. */
package dev.fanfare.tests.transport;
