package dev.fanfare.request;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.broadcast.InvalidRequestException;

/**
 * The rule for broadcast ids. An id is the name of the execution and of a folder in the bucket.
 * Step Functions allows up to 80 characters, no white space, no control characters and none of
 * {@code <>{}[]?*"#%\^|~`$&,;:/}; outside ASCII it allows characters that its own logs cannot show,
 * so Fanfare allows only ASCII.
 */
public final class BroadcastId {
  private static final String FORBIDDEN = "<>{}[]?*\"#%\\^|~`$&,;:/";

  private BroadcastId() {}

  /**
   * The error for an id that already belongs to another request, or to one that has expired and can
   * no longer be compared.
   *
   * @param field the field name in the error
   */
  public static InvalidRequestException idTaken(String field, String id) {
    return new InvalidRequestException(
        field,
        '"' + id + '"',
        "must not belong to another request: choose another id, or repeat the identical request while"
            + " the bucket keeps it");
  }

  /**
   * @param field the field name in the error
   * @return the id, unchanged
   * @throws InvalidRequestException if the id is not a valid execution name
   */
  public static String check(String field, String id) {
    boolean named =
        !id.isEmpty()
            && id.length() <= AwsLimits.EXECUTION_NAME_CHARS
            && id.chars().allMatch(c -> c > ' ' && c < 127 && FORBIDDEN.indexOf(c) < 0)
            && !id.chars().allMatch(c -> c == '.');
    if (!named) {
      throw new InvalidRequestException(
          field,
          '"' + id + '"',
          "must be a valid execution name: 1 to "
              + AwsLimits.EXECUTION_NAME_CHARS
              + " characters of printable ASCII, without spaces or any of "
              + FORBIDDEN
              + ", and not only dots");
    }
    return id;
  }
}
