package dev.fanfare.request;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.request.filter.Filter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A valid request from a sender. Lists contain no duplicates.
 *
 * @param id names the broadcast and its execution; empty if the source provides the id
 * @param users the audience; empty means everyone, unless there are channels
 * @param channels the channels whose members are the audience; empty if there are users
 * @param excludedUsers users removed from the audience
 * @param excludedConnections connections removed from the audience
 * @param filter condition that connections must meet
 * @param percent the share of the remaining audience, starting at {@code percent_from}
 * @param earlier set if the audience is a part of an earlier broadcast's; then users, channels,
 *     exclusions, filter and share are empty
 * @param message {@code data} as JSON in UTF-8: the exact bytes that clients receive, except that
 *     channel members also get the position, see {@link PositionedMessage}; empty only if the
 *     message of the earlier broadcast is sent again
 * @param expiresAt time after which nothing is posted
 * @param ttlSeconds the same limit, in seconds from the start of the broadcast
 * @param rate maximum posts per second of all pushers of the broadcast together
 * @param priority {@link Priority#LOW} uses the clients' share of the post rate
 * @param dryRun whether the broadcast is only planned and estimated; nothing is posted
 */
public record Request(
    Optional<String> id,
    Set<String> users,
    Set<String> channels,
    Set<String> excludedUsers,
    Set<String> excludedConnections,
    Optional<Filter> filter,
    Optional<Share> percent,
    Optional<EarlierAudience> earlier,
    Optional<byte[]> message,
    Optional<Instant> expiresAt,
    OptionalLong ttlSeconds,
    OptionalInt rate,
    Priority priority,
    boolean dryRun) {

  public boolean isForEveryone() {
    return users.isEmpty() && channels.isEmpty() && earlier.isEmpty();
  }

  /** The listed users without the excluded ones, which need no lookup. */
  public Set<String> wantedUsers() {
    var wanted = new LinkedHashSet<>(users);
    wanted.removeAll(excludedUsers);
    return wanted;
  }

  /**
   * Whether the request addresses only a part of the audience. Excluding the connection that the
   * message names does not count: clients ignore messages that name their own connection.
   */
  public boolean isNarrowed() {
    return !excludedUsers.isEmpty()
        || !excludedConnections.stream().allMatch(this::isNamed)
        || filter.isPresent()
        || percent.isPresent();
  }

  private boolean isNamed(String connectionId) {
    String member = "\"connection_id\":\"" + connectionId + '"';
    return message
        .filter(json -> new String(json, StandardCharsets.UTF_8).contains(member))
        .isPresent();
  }

  /** Whether the exclusions or the share leave a connection out. */
  public boolean spares(Connection connection) {
    return excludedUsers.contains(connection.userId())
        || excludedConnections.contains(connection.id())
        || !percent.map(share -> share.contains(connection.id())).orElse(true);
  }

  /** The time after which nothing is posted, if the broadcast started at the given time. */
  public Optional<Instant> deadline(Instant startedAt) {
    return ttlSeconds.isPresent()
        ? Optional.of(startedAt.plusSeconds(ttlSeconds.getAsLong()))
        : expiresAt;
  }
}
