package dev.fanfare.broadcast;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a shard's line the way nearly every one is written: plain ASCII, no escapes, no spaces. A
 * pusher reads one per post, so this is worth its own few lines; whatever is written differently is
 * left to a JSON parser.
 */
final class ShardLineFastPath {
  /** So many digits always fit a long. */
  private static final int MAX_DIGITS = 18;

  private ShardLineFastPath() {}

  /**
   * @return null when the line is not plain; then it may still be a connection
   */
  static @Nullable Connection parse(byte[] line, int from, int end) {
    // ["id","user",1763800000123]
    int id = from + 2;
    int idEnd = endOfText(line, id, end);
    int user = idEnd + 3;
    int userEnd = endOfText(line, user, end);
    int digits = userEnd + 2;
    int last = end - 1;
    boolean isPlain =
        last - digits > 0
            && last - digits <= MAX_DIGITS
            && line[from] == '['
            && line[from + 1] == '"'
            && line[idEnd + 1] == ','
            && line[idEnd + 2] == '"'
            && line[userEnd + 1] == ','
            && line[last] == ']';
    long connectedAt = isPlain ? number(line, digits, last) : -1;
    return connectedAt < 0
        ? null
        : new Connection(text(line, id, idEnd), text(line, user, userEnd), connectedAt);
  }

  /** Where the closing quotation mark is, or the end where there is none or the text not plain. */
  private static int endOfText(byte[] line, int from, int end) {
    for (int at = from; at < end; at++) {
      if (line[at] == '"') {
        return at;
      }
      // Bytes of anything but ASCII are negative.
      if (line[at] < ' ' || line[at] == '\\') {
        return end;
      }
    }
    return end;
  }

  /** The number, or -1 where it is none that JSON allows. */
  private static long number(byte[] line, int from, int end) {
    if (line[from] == '0' && end - from > 1) {
      return -1;
    }
    long number = 0;
    for (int at = from; at < end; at++) {
      if (line[at] < '0' || line[at] > '9') {
        return -1;
      }
      number = 10 * number + line[at] - '0';
    }
    return number;
  }

  private static String text(byte[] line, int from, int end) {
    return new String(line, from, end - from, StandardCharsets.ISO_8859_1);
  }
}
