/**
 * The state of a member that catches up on missed messages: while it does, broadcasts leave it out.
 */
package dev.fanfare.channels.catchup;
