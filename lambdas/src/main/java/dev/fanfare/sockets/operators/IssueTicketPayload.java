package dev.fanfare.sockets.operators;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request of IssueTicket.
 *
 * @param userId the user; null if it is missing, which is an error
 * @param attributes the client's attributes, for filters; null for none
 * @param channels patterns of the channels that the client may join; null for all
 * @param send patterns of the channels that the client may send to; null for none
 * @param ttlSeconds how long the ticket is valid, 1 to 3600; null for 60
 */
public record IssueTicketPayload(
    @JsonProperty("user_id") @Nullable String userId,
    @Nullable Map<String, String> attributes,
    @Nullable List<String> channels,
    @Nullable List<String> send,
    @JsonProperty("ttl_seconds") @Nullable Integer ttlSeconds) {}
