package dev.fanfare.request;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A percentage of an audience, chosen by connection id. A connection in 1 % is also in 10 %, and
 * its place never changes. Its place from 0 to 100 % is the first four bytes of the SHA-256 of its
 * id, as a fraction of 2^32. A share contains the places below its percentage. Shares are therefore
 * uniform for any form of id, and anyone can verify them with {@code sha256sum}.
 *
 * <p>A share may start above zero: from 1 to 10 % are the connections in 10 % that are not in 1 %.
 * Consecutive shares do not overlap, and together they are the whole audience.
 *
 * @param from lower bound, inclusive, in thousandths of a percent, from 0
 * @param thousandths upper bound, exclusive, in thousandths of a percent, up to 100,000
 */
public record Share(int from, int thousandths) {
  public static final String RULE =
      "must be a number above 0 and up to 100, with at most 3 decimals";

  private static final int ALL = 100_000;
  static final int DECIMALS = 3;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  public Share {
    if (from < 0 || thousandths <= from || thousandths > ALL) {
      throw new IllegalArgumentException("not a share: " + from + " to " + thousandths);
    }
  }

  /** A share that starts at zero. */
  public Share(int thousandths) {
    this(0, thousandths);
  }

  /** Whether a percentage is valid according to {@link #RULE}. */
  public static boolean isValid(BigDecimal percent) {
    return percent.signum() > 0
        && percent.compareTo(HUNDRED) <= 0
        && percent.stripTrailingZeros().scale() <= DECIMALS;
  }

  /**
   * @param percent a valid percentage
   */
  public static Share ofPercent(BigDecimal percent) {
    return new Share(percent.movePointRight(DECIMALS).intValueExact());
  }

  /** Whether this share can start where another share, which starts at zero, ends. */
  public boolean exceeds(Share lower) {
    return thousandths > lower.thousandths;
  }

  /**
   * This share without another one, which starts at zero.
   *
   * @param lower a share that this one exceeds
   */
  public Share without(Share lower) {
    return new Share(lower.thousandths, thousandths);
  }

  public boolean contains(String connectionId) {
    if (from == 0 && thousandths == ALL) {
      return true;
    }
    long place = place(connectionId);
    return from <= place && place < thousandths;
  }

  /** The connection's place in thousandths of a percent, from 0. */
  private static long place(String connectionId) {
    byte[] hash = sha256().digest(connectionId.getBytes(StandardCharsets.UTF_8));
    long fraction = Integer.toUnsignedLong(ByteBuffer.wrap(hash).getInt());
    return fraction * ALL >>> Integer.SIZE;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must have SHA-256", e);
    }
  }
}
