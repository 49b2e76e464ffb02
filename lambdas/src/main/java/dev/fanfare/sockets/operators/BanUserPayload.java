package dev.fanfare.sockets.operators;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The request of BanUser. It contains exactly one of the two ids.
 *
 * @param userId the user to ban; null if {@code connectionId} is given
 * @param connectionId a connection of the user; null if {@code userId} is given
 * @param seconds the duration of the ban, at most ten years; 0 closes connections without a ban;
 *     null if it is missing, which is an error
 * @param reason for the log, at most 256 characters; null for none
 */
public record BanUserPayload(
    @JsonProperty("user_id") @Nullable String userId,
    @JsonProperty("connection_id") @Nullable String connectionId,
    @Nullable Long seconds,
    @Nullable String reason) {}
