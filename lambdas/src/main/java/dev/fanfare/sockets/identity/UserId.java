package dev.fanfare.sockets.identity;

import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.text.Blanks;
import dev.fanfare.text.Printable;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The rule for user ids from all sources. */
public final class UserId {
  private static final int MAX_LENGTH = 128;

  private static final String ANONYMOUS = "anonymous:";

  private UserId() {}

  /** Returns the id of an anonymous client, valid for one connection. */
  static String anonymous(String randomId) {
    return ANONYMOUS + randomId;
  }

  /** Returns whether an id is, or looks like, one of {@link #anonymous}. */
  public static boolean isAnonymous(String userId) {
    return userId.startsWith(ANONYMOUS);
  }

  /**
   * @param field the name of the field in the error
   * @param userId null if it is missing
   * @return the id, unchanged
   * @throws InvalidRequestException if the id is missing, too long, or contains invisible
   *     characters
   */
  public static String check(String field, @Nullable String userId) {
    if (userId == null
        || userId.isEmpty()
        || Blanks.isAtStartOrEnd(userId)
        || !Printable.is(userId)
        || userId.length() > MAX_LENGTH
        || !StandardCharsets.UTF_8.newEncoder().canEncode(userId)) {
      throw new InvalidRequestException(
          field,
          userId == null ? "missing" : '"' + userId + '"',
          "must have 1 to "
              + MAX_LENGTH
              + " characters, without leading or trailing whitespace, control characters or invisible characters");
    }
    return userId;
  }
}
