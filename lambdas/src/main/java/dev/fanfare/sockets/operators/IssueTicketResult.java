package dev.fanfare.sockets.operators;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The response of IssueTicket.
 *
 * @param ticket for the client's query parameter {@code token}
 * @param expiresAt in seconds since the epoch
 */
public record IssueTicketResult(String ticket, @JsonProperty("expires_at") long expiresAt) {}
