/**
 * Many real WebSocket clients in few threads, in this process or in children, which keep what they
 * received and when. For the demonstration and for tests of the whole flow; it knows nothing of
 * what the messages mean.
 */
@NullMarked
package dev.fanfare.devtools.load;

import org.jspecify.annotations.NullMarked;
