package dev.fanfare.broadcast;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a stream as bytes, one at a time, in one buffer that is as wide as the widest. */
final class LineBytes implements AutoCloseable {
  private static final int WIDTH_AT_FIRST = 8 * 1024;

  /** A line is a hundred bytes; nothing that is so wide is one. */
  private static final int WIDEST = 1 << 20;

  private final InputStream in;
  private byte[] bytes = new byte[WIDTH_AT_FIRST];
  private int from;
  private int end;
  private int filled;
  private boolean isAtEnd;

  LineBytes(InputStream in) {
    this.in = in;
  }

  /**
   * Goes on to the next line.
   *
   * @return whether there is one; what follows the last line feed is one if it is not empty
   * @throws IllegalArgumentException when the line is wider than a mebibyte
   */
  boolean next() throws IOException {
    from = Math.min(end + 1, filled);
    int looked = from;
    while (true) {
      for (end = looked; end < filled; end++) {
        if (bytes[end] == '\n') {
          return true;
        }
      }
      looked = filled - from;
      if (isAtEnd) {
        return looked > 0;
      }
      fill();
      looked += from;
    }
  }

  /** What holds the line; valid until the next one. */
  byte[] bytes() {
    return bytes;
  }

  /** Where the line begins. */
  int from() {
    return from;
  }

  /** Where the line ends, without its line feed. */
  int end() {
    return end;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Moves what is left to the front, and reads on behind it. */
  private void fill() throws IOException {
    int left = filled - from;
    if (left == WIDEST) {
      throw new IllegalArgumentException("a line is wider than " + WIDEST + " bytes");
    }
    byte[] to = left < bytes.length ? bytes : Arrays.copyOf(bytes, 2 * bytes.length);
    System.arraycopy(bytes, from, to, 0, left);
    bytes = to;
    from = 0;
    int read = in.read(bytes, left, bytes.length - left);
    isAtEnd = read < 0;
    filled = left + Math.max(0, read);
  }
}
