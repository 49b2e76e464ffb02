package dev.fanfare.sockets.operators;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What an operator asks BanUser for. Exactly one of the two ids is given.
 *
 * @param userId the user to ban; null if {@code connectionId} is given
 * @param connectionId a connection of the user; null if {@code userId} is given
 * @param seconds how long the user may not connect, at most ten years; 0 closes connections and
 *     bans nobody
 * @param reason for the log, at most 256 characters; null for none
 */
public record BanUserPayload(
    @JsonProperty("user_id") String userId,
    @JsonProperty("connection_id") String connectionId,
    Long seconds,
    String reason) {}
