package dev.fanfare.channels;

/**
 * A connection that is a member of a channel.
 *
 * @param joinedAt in milliseconds since the epoch
 */
public record Member(String userId, String connectionId, long joinedAt) {}
