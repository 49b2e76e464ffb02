package dev.fanfare.sockets.operators;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The response of BanUser.
 *
 * @param userId null if the connection is unknown
 * @param closed the number of sockets that were open
 */
public record BanUserResult(@JsonProperty("user_id") @Nullable String userId, int closed) {}
