package dev.fanfare.broadcast;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Parses the common form of a shard line: plain ASCII, no escapes, no spaces. A pusher parses one
 * line per post, so the speed matters. A JSON parser handles every other form.
 */
final class ShardLineFastPath {
  /** A number with this many digits always fits into a long. */
  private static final int MAX_DIGITS = 18;

  private ShardLineFastPath() {}

  /**
   * @return null if the line is not in the common form; it may still be a valid line
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

  /**
   * Index of the closing quotation mark, or {@code end} if there is none or the text is not plain.
   */
  private static int endOfText(byte[] line, int from, int end) {
    for (int at = from; at < end; at++) {
      if (line[at] == '"') {
        return at;
      }
      // Non-ASCII bytes are negative.
      if (line[at] < ' ' || line[at] == '\\') {
        return end;
      }
    }
    return end;
  }

  /** The number, or -1 if it is not a valid JSON number. */
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
