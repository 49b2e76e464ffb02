package dev.fanfare.push.signing;

import java.nio.charset.StandardCharsets;

/**
 * Percent-encodes connection ids as one path segment, {@code L0SM9cOFvHcCIhw%3D}, into its own
 * buffer. Unreserved characters stay (RFC 3986: letters, digits, {@code -._~}); every other byte of
 * the UTF-8 form becomes {@code %XX}.
 */
public final class PathEncoding {
  private static final byte[] DIGITS = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
  private static final boolean[] UNRESERVED = unreserved();

  /** A char of a String becomes at most three bytes, and each byte at most three characters. */
  private static final int WORST_CASE = 9;

  private byte[] bytes = new byte[256];

  private static boolean[] unreserved() {
    var unreserved = new boolean[256];
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
        .chars()
        .forEach(c -> unreserved[c] = true);
    return unreserved;
  }

  /**
   * Encodes an id.
   *
   * <p>The ids {@code .} and {@code ..}, which do not exist, are escaped too, because as a segment
   * they would address another resource.
   *
   * @return the number of bytes in {@link #bytes} that belong to the encoded id
   */
  public int encode(String id) {
    ensureRoom(WORST_CASE * id.length());
    if (id.equals(".") || id.equals("..")) {
      return escapeAll(id);
    }
    int at = 0;
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c > 0x7f) {
        return writeUtf8(id.substring(i), at);
      }
      at = write(c, at);
    }
    return at;
  }

  /**
   * Returns the buffer, valid until the next call of {@link #encode}, which may replace the array.
   */
  public byte[] bytes() {
    return bytes;
  }

  private void ensureRoom(int length) {
    if (bytes.length < length) {
      bytes = new byte[length];
    }
  }

  private int escapeAll(String ascii) {
    int at = 0;
    for (int i = 0; i < ascii.length(); i++) {
      at = escape(ascii.charAt(i), at);
    }
    return at;
  }

  private int writeUtf8(String text, int from) {
    int at = from;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      at = write(b & 0xff, at);
    }
    return at;
  }

  private int write(int b, int at) {
    if (!UNRESERVED[b]) {
      return escape(b, at);
    }
    bytes[at] = (byte) b;
    return at + 1;
  }

  private int escape(int b, int at) {
    bytes[at] = '%';
    bytes[at + 1] = DIGITS[b >> 4];
    bytes[at + 2] = DIGITS[b & 0xf];
    return at + 3;
  }
}
