package dev.fanfare.broadcast;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.BitSet;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A set of line numbers of one shard. Its text form is always small: readable ranges while they are
 * short, else a compressed bitmap.
 *
 * <pre>
 *   ""                    nothing
 *   "3,17,100-120"        lines 3, 17 and 100 to 120
 *   "bits:eJxjYGBgAAA…"   Base64 of a deflated bitmap, when ranges would take more than 2,000 characters
 * </pre>
 *
 * A shard of 100,000 lines takes at most about 17 KB, a fifteenth of the maximum size of a state.
 */
public final class Offsets {
  private static final int MAX_RANGES_LENGTH = 2_000;
  private static final String BITS = "bits:";

  private final BitSet lines;

  public Offsets() {
    this(new BitSet());
  }

  private Offsets(BitSet lines) {
    this.lines = lines;
  }

  /**
   * @throws IllegalArgumentException if the text has neither form
   */
  public static Offsets parse(String text) {
    return new Offsets(text.startsWith(BITS) ? parseBits(text) : parseRanges(text));
  }

  /**
   * @throws IndexOutOfBoundsException if the line number is negative
   */
  public void add(int line) {
    lines.set(line);
  }

  /**
   * @throws IndexOutOfBoundsException if the line number is negative
   */
  public boolean contains(int line) {
    return lines.get(line);
  }

  /** The first line number in the set at or after {@code line}, or -1 if there is none. */
  public int nextFrom(int line) {
    return lines.nextSetBit(line);
  }

  /** Number of lines in the set. */
  public int size() {
    return lines.cardinality();
  }

  /** The line numbers in ascending order. */
  public IntStream stream() {
    return lines.stream();
  }

  /** The text form, which {@link #parse} reads. */
  @Override
  public String toString() {
    var ranges = new StringBuilder();
    for (int from = lines.nextSetBit(0); from >= 0; ) {
      int end = lines.nextClearBit(from);
      ranges.append(ranges.isEmpty() ? "" : ",").append(from);
      if (end - from > 1) {
        ranges.append('-').append(end - 1);
      }
      if (ranges.length() > MAX_RANGES_LENGTH) {
        return BITS + Base64.getEncoder().encodeToString(deflate(lines.toByteArray()));
      }
      from = lines.nextSetBit(end);
    }
    return ranges.toString();
  }

  private static BitSet parseRanges(String text) {
    var lines = new BitSet();
    if (text.isEmpty()) {
      return lines;
    }
    for (String range : text.split(",")) {
      int dash = range.indexOf('-');
      int from = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
      int to = dash < 0 ? from : Integer.parseInt(range.substring(dash + 1));
      if (from > to || to == Integer.MAX_VALUE) {
        throw new IllegalArgumentException("the offsets contain an invalid range: " + range);
      }
      lines.set(from, to + 1);
    }
    return lines;
  }

  private static BitSet parseBits(String text) {
    return BitSet.valueOf(inflate(Base64.getDecoder().decode(text.substring(BITS.length()))));
  }

  private static byte[] deflate(byte[] bytes) {
    var deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try {
      deflater.setInput(bytes);
      deflater.finish();
      var out = new ByteArrayOutputStream();
      var buffer = new byte[4096];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static byte[] inflate(byte[] bytes) {
    var inflater = new Inflater();
    try {
      inflater.setInput(bytes);
      var out = new ByteArrayOutputStream();
      var buffer = new byte[4096];
      while (!inflater.finished()) {
        int read = inflater.inflate(buffer);
        if (read == 0 && !inflater.finished()) {
          throw new IllegalArgumentException("the bitmap of the offsets is truncated");
        }
        out.write(buffer, 0, read);
      }
      return out.toByteArray();
    } catch (DataFormatException e) {
      throw new IllegalArgumentException(
          "the offsets contain an invalid bitmap: " + e.getMessage(), e);
    } finally {
      inflater.end();
    }
  }
}
