/**
 * A load generator: many real WebSocket clients in few threads, in this process or in child
 * processes. They record each message with its arrival time. The demo and the tests of the whole
 * flow use it; it does not interpret messages.
 */
@NullMarked
package dev.fanfare.devtools.load;

import org.jspecify.annotations.NullMarked;
