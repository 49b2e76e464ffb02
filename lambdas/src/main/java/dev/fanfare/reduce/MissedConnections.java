package dev.fanfare.reduce;

import org.jspecify.annotations.Nullable;

/**
 * The connections that should have received the message and did not.
 *
 * @param missed number of them in all rounds
 * @param retryable number of those that a next round retries
 * @param missedPrefix prefix of the shards with the connections to retry, for a next round or
 *     {@code resend}; null while a round is being reduced
 * @param missedShards the number of those shards
 */
public record MissedConnections(
    long missed, long retryable, @Nullable String missedPrefix, int missedShards) {

  /** Nothing is known yet. */
  static final MissedConnections UNKNOWN = new MissedConnections(0, 0, null, 0);
}
