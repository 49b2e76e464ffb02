package dev.fanfare.push;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;

/**
 * Latency histograms in microseconds, from 1 µs to a minute with two significant digits, and their
 * text form.
 */
public final class Latency {
  private static final long MAX_MICROS = 60_000_000;
  private static final int DIGITS = 2;

  private Latency() {}

  public static Histogram empty() {
    return new Histogram(1, MAX_MICROS, DIGITS);
  }

  /** Records a latency; more than a minute counts as a minute. */
  public static void record(Histogram histogram, long nanos) {
    histogram.recordValue(Math.min(MAX_MICROS, Math.max(1, nanos / 1_000)));
  }

  /**
   * @param text as {@link #encode} writes it; empty for no latencies
   * @throws IllegalArgumentException if the text is not a histogram
   */
  public static Histogram decode(String text) {
    if (text.isEmpty()) {
      return empty();
    }
    try {
      return Histogram.decodeFromCompressedByteBuffer(
          ByteBuffer.wrap(Base64.getDecoder().decode(text)), MAX_MICROS);
    } catch (DataFormatException | BufferUnderflowException e) {
      throw new IllegalArgumentException("not a histogram: " + e, e);
    }
  }

  public static String encode(Histogram histogram) {
    if (histogram.getTotalCount() == 0) {
      return "";
    }
    var buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer, Deflater.BEST_COMPRESSION);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
  }
}
