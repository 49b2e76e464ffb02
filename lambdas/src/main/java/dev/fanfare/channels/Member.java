package dev.fanfare.channels;

/**
 * One connection that is in a channel.
 *
 * @param joinedAt in milliseconds since the epoch
 */
public record Member(String userId, String connectionId, long joinedAt) {}
