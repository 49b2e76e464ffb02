package dev.fanfare.request;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.request.filter.Filter;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The connections that a request addresses. Lists contain no duplicates.
 *
 * @param users the audience; empty means everyone, unless there are channels
 * @param channels the channels whose members are the audience; empty if there are users
 * @param excluded what is removed from the audience
 * @param filter condition that connections must meet
 * @param percent the share of the remaining audience, starting at {@code percent_from}
 * @param earlier set if the audience is a part of an earlier broadcast's; then users, channels,
 *     exclusions, filter and share are empty
 */
public record RequestedAudience(
    Set<String> users,
    Set<String> channels,
    Exclusions excluded,
    Optional<Filter> filter,
    Optional<Share> percent,
    Optional<EarlierAudience> earlier) {

  /** The users and the connections that do not receive the message. */
  public record Exclusions(Set<String> users, Set<String> connections) {}

  public boolean isForEveryone() {
    return users.isEmpty() && channels.isEmpty() && earlier.isEmpty();
  }

  /** The listed users without the excluded ones, which need no lookup. */
  public Set<String> wantedUsers() {
    var wanted = new LinkedHashSet<>(users);
    wanted.removeAll(excluded.users());
    return wanted;
  }

  /** Whether the exclusions or the share leave a connection out. */
  public boolean excludes(Connection connection) {
    return excluded.users().contains(connection.userId())
        || excluded.connections().contains(connection.id())
        || !percent.map(share -> share.contains(connection.id())).orElse(true);
  }
}
