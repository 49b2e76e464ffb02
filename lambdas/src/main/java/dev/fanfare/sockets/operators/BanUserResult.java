package dev.fanfare.sockets.operators;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What BanUser answers.
 *
 * @param userId null if the connection is unknown
 * @param closed sockets that were open
 */
public record BanUserResult(@JsonProperty("user_id") String userId, int closed) {}
