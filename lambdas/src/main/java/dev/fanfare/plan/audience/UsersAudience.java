package dev.fanfare.plan.audience;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connections of listed users: one Query per user. The users are assigned to the lanes
 * round-robin. A position is a user's index in the list and, within a long list of connections, the
 * last one read. It stays short for any number and length of user ids:
 *
 * <pre>
 *   "34"                   user 34 from the beginning
 *   "34 L0SM9cOFvHcCIhw="  user 34 after that connection
 * </pre>
 */
final class UsersAudience implements Audience {
  private static final int MAX_LANES = 16;

  private final DynamoConnectionRows rows;
  private final List<String> users;

  UsersAudience(DynamoConnectionRows rows, Set<String> users) {
    this.rows = rows;
    this.users = List.copyOf(users);
  }

  @Override
  public int lanes() {
    return Math.min(MAX_LANES, users.size());
  }

  @Override
  public Page read(int lane, @Nullable String position) {
    if (position == null) {
      return readUser(lane, null);
    }
    int space = position.indexOf(' ');
    return space < 0
        ? readUser(Integer.parseInt(position), null)
        : readUser(Integer.parseInt(position.substring(0, space)), position.substring(space + 1));
  }

  /**
   * @param after the last connection read of the user; null at the beginning
   */
  private Page readUser(int user, @Nullable String after) {
    var page = rows.query(users.get(user), after);
    return new Page(page.connections(), next(user, page.position()));
  }

  /**
   * @param within the last connection read of the user; null if all are read
   * @return null after the lane's last user
   */
  private @Nullable String next(int user, @Nullable String within) {
    if (within != null) {
      return user + " " + within;
    }
    int next = user + lanes();
    return next < users.size() ? Integer.toString(next) : null;
  }
}
