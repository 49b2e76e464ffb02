package dev.fanfare.request;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A percentage of an audience, chosen by connection: who is in 1 % is in 10 % as well, today as
 * tomorrow. A connection has its place from 0 to 100 %, which is the first four bytes of SHA-256 of
 * its id, as a fraction of 2^32; a share holds the places below it. So shares are even whatever ids
 * look like, and anybody can tell with {@code sha256sum} who is in.
 *
 * <p>A share may begin above zero: from 1 to 10 % are those of 10 % who are not in 1 %. So shares
 * that follow each other have nobody in common, and all of them together are everybody.
 *
 * @param from the first place that is in, in thousandths of a percent, from 0
 * @param thousandths the first place that is out any more; of a percent, up to 100,000
 */
public record Share(int from, int thousandths) {
  public static final String RULE =
      "must be a number above 0 and up to 100, with at most 3 decimals";

  private static final int ALL = 100_000;
  static final int DECIMALS = 3;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  public Share {
    if (from < 0 || thousandths <= from || thousandths > ALL) {
      throw new IllegalArgumentException("no share: " + from + " to " + thousandths);
    }
  }

  /** A share that begins at zero. */
  public Share(int thousandths) {
    this(0, thousandths);
  }

  /** Whether a number of percent can be a share, as {@link #RULE} says. */
  public static boolean isValid(BigDecimal percent) {
    return percent.signum() > 0
        && percent.compareTo(HUNDRED) <= 0
        && percent.stripTrailingZeros().scale() <= DECIMALS;
  }

  /**
   * @param percent one that is valid
   */
  public static Share ofPercent(BigDecimal percent) {
    return new Share(percent.movePointRight(DECIMALS).intValueExact());
  }

  /** Whether this share can begin where another one, which begins at zero, ends. */
  public boolean exceeds(Share lower) {
    return thousandths > lower.thousandths;
  }

  /**
   * This share without another one, which begins at zero.
   *
   * @param lower one that this exceeds
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

  /** Its place in thousandths of a percent, from 0. */
  private static long place(String connectionId) {
    byte[] hash = sha256().digest(connectionId.getBytes(StandardCharsets.UTF_8));
    long fraction = Integer.toUnsignedLong(ByteBuffer.wrap(hash).getInt());
    return fraction * ALL >>> Integer.SIZE;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
