package dev.fanfare.plan.audience;

import java.util.List;
import java.util.Set;

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
  public Page read(int lane, String position) {
    int space = position == null ? -1 : position.indexOf(' ');
    int user = position == null ? lane : Integer.parseInt(number(position, space));
    var page = rows.query(users.get(user), space < 0 ? null : position.substring(space + 1));
    return new Page(page.connections(), next(user, page.position()));
  }

  private String next(int user, String within) {
    if (within != null) {
      return user + " " + within;
    }
    int next = user + lanes();
    return next < users.size() ? Integer.toString(next) : null;
  }

  private static String number(String position, int space) {
    return space < 0 ? position : position.substring(0, space);
  }
}
