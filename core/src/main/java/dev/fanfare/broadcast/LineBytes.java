package dev.fanfare.broadcast;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads a stream line by line as bytes, in one buffer that grows to the longest line. */
final class LineBytes implements AutoCloseable {
  private static final int INITIAL_SIZE = 8 * 1024;

  /** Maximum length of a line, in bytes. A normal line has about a hundred. */
  private static final int WIDEST = 1 << 20;

  private final InputStream in;
  private byte[] bytes = new byte[INITIAL_SIZE];
  private int from;
  private int end;
  private int filled;
  private boolean isAtEnd;

  LineBytes(InputStream in) {
    this.in = in;
  }

  /**
   * Moves to the next line. Text after the last line feed is a line if it is not empty.
   *
   * @return false at the end of the stream
   * @throws IllegalArgumentException if the line is longer than 1 MiB
   */
  boolean next() throws IOException {
    from = Math.min(end + 1, filled);
    int scanned = from;
    while (true) {
      for (end = scanned; end < filled; end++) {
        if (bytes[end] == '\n') {
          return true;
        }
      }
      scanned = filled - from;
      if (isAtEnd) {
        return scanned > 0;
      }
      fill();
      scanned += from;
    }
  }

  /** The buffer that holds the line; valid until the next call of {@link #next}. */
  byte[] bytes() {
    return bytes;
  }

  /** Index of the first byte of the line. */
  int from() {
    return from;
  }

  /** Index after the last byte of the line, without its line feed. */
  int end() {
    return end;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Moves the unread bytes to the front and reads more after them. */
  private void fill() throws IOException {
    int left = filled - from;
    if (left == WIDEST) {
      throw new IllegalArgumentException("a line is longer than " + WIDEST + " bytes");
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
