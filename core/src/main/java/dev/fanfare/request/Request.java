package dev.fanfare.request;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A valid request from a sender.
 *
 * @param id names the broadcast and its execution; empty if the source provides the id
 * @param message {@code data} as JSON in UTF-8: the exact bytes that clients receive, except that
 *     channel members also get the position, see {@link PositionedMessage}; empty only if the
 *     message of the earlier broadcast is sent again
 * @param rate maximum posts per second of all pushers of the broadcast together
 * @param priority {@link Priority#LOW} uses the clients' share of the post rate
 * @param dryRun whether the broadcast is only planned and estimated; nothing is posted
 */
public record Request(
    Optional<String> id,
    RequestedAudience audience,
    Optional<byte[]> message,
    Expiry expiry,
    OptionalInt rate,
    Priority priority,
    boolean dryRun) {

  /**
   * The time after which nothing is posted.
   *
   * @param at this time
   * @param ttlSeconds the same limit, in seconds from the start of the broadcast
   */
  public record Expiry(Optional<Instant> at, OptionalLong ttlSeconds) {

    public boolean isNever() {
      return at.isEmpty() && ttlSeconds.isEmpty();
    }

    /** The time after which nothing is posted, if the broadcast started at the given time. */
    public Optional<Instant> deadline(Instant startedAt) {
      return ttlSeconds.isPresent()
          ? Optional.of(startedAt.plusSeconds(ttlSeconds.getAsLong()))
          : at;
    }
  }

  /**
   * Whether the request addresses only a part of the audience. Excluding the connection that the
   * message names does not count: clients ignore messages that name their own connection.
   */
  public boolean isNarrowed() {
    return !audience.excluded().users().isEmpty()
        || !audience.excluded().connections().stream().allMatch(this::isNamed)
        || audience.filter().isPresent()
        || audience.percent().isPresent();
  }

  private boolean isNamed(String connectionId) {
    String member = "\"connection_id\":\"" + connectionId + '"';
    return message
        .filter(json -> new String(json, StandardCharsets.UTF_8).contains(member))
        .isPresent();
  }
}
