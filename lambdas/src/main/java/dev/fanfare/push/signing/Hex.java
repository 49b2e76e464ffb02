package dev.fanfare.push.signing;

import java.nio.charset.StandardCharsets;

/** Writes lower-case hexadecimal digits directly into a buffer. */
final class Hex {
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private Hex() {}

  /** Writes two digits for each byte. */
  static void write(byte[] bytes, byte[] out, int at) {
    int next = at;
    for (byte b : bytes) {
      out[next++] = DIGITS[(b >> 4) & 0xf];
      out[next++] = DIGITS[b & 0xf];
    }
  }
}
