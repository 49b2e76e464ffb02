/**
 * Channel memberships, from both sides: {@link dev.fanfare.channels.ConnectionChannels} joins and
 * leaves, {@link dev.fanfare.channels.ChannelMembers} reads. The routes and the pruning use this
 * package; it depends on neither.
 */
@NullMarked
package dev.fanfare.channels;

import org.jspecify.annotations.NullMarked;
