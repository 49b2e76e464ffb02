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
 * What a sender asked for, valid in itself. Lists are folded: nobody is named twice.
 *
 * @param id names the broadcast and its execution; absent when the sender leaves that to the source
 * @param users the audience; empty means everyone, unless there are channels
 * @param channels whose members are the audience; empty when there are users
 * @param excludedUsers taken out of the audience
 * @param excludedConnections taken out of the audience
 * @param filter what must be true of a connection
 * @param percent the share of what is then left of the audience, from {@code percent_from} on
 * @param earlier that the audience is a part of an earlier broadcast's; then there are neither
 *     users nor channels, exclusions, filter or share
 * @param message {@code data} as JSON, UTF-8: the exact bytes that every client receives, but that
 *     members of channels are told the position too, as {@link PositionedMessage} says; absent only
 *     when the message of the earlier broadcast is sent once more
 * @param expiresAt after which nothing is posted any more
 * @param ttlSeconds the same, counted from the start of the broadcast
 * @param rate posts per second, at most, of all pushers of the broadcast together
 * @param priority {@link Priority#LOW} draws from the part of the posts that clients get
 * @param dryRun whether it is only to be planned and estimated: nobody gets anything
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

  /** The listed users but for the excluded, who need not be looked up. */
  public Set<String> wantedUsers() {
    var wanted = new LinkedHashSet<>(users);
    wanted.removeAll(excludedUsers);
    return wanted;
  }

  /**
   * Whether only a part of the audience is meant. To spare the connection that the message is about
   * does not count: a client never hands over what names its own connection.
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

  /** Whether a connection of the audience is left out, by its ids alone. */
  public boolean spares(Connection connection) {
    return excludedUsers.contains(connection.userId())
        || excludedConnections.contains(connection.id())
        || !percent.map(share -> share.contains(connection.id())).orElse(true);
  }

  /** When nothing is posted any more, if the broadcast started at the given time. */
  public Optional<Instant> deadline(Instant startedAt) {
    return ttlSeconds.isPresent()
        ? Optional.of(startedAt.plusSeconds(ttlSeconds.getAsLong()))
        : expiresAt;
  }
}
