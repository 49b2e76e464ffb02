/**
 * The state of a member that catches up on missed messages. Broadcasts skip the member meanwhile.
 */
@NullMarked
package dev.fanfare.channels.catchup;

import org.jspecify.annotations.NullMarked;
