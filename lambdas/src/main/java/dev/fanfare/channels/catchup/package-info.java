/**
 * The state of a member that catches up on missed messages. Broadcasts skip the member meanwhile.
 */
package dev.fanfare.channels.catchup;
