package dev.fanfare.sockets.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;

/**
 * The right to connect once.
 *
 * @param id unique
 * @param expiresAt the expiry time, in seconds since the epoch
 */
public record Ticket(String id, Identity identity, @JsonProperty("expires_at") long expiresAt) {
  public Ticket {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(identity, "identity");
  }
}
