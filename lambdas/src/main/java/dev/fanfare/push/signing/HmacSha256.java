package dev.fanfare.push.signing;

/**
 * HMAC-SHA256 (RFC 2104) with one key.
 *
 * <p>Both hashes of an HMAC start with a block that depends only on the key. This class keeps and
 * copies their states after that block, so that a short message costs two blocks instead of four. A
 * common prefix of all messages can be hashed in advance as well ({@link #after}).
 */
final class HmacSha256 {
  private static final int INNER_PAD = 0x36;
  private static final int OUTER_PAD = 0x5c;

  private final Sha256 inner;
  private final Sha256 outer;

  HmacSha256(byte[] key) {
    byte[] block = new byte[Sha256.BLOCK_BYTES];
    if (key.length > block.length) {
      new Sha256().update(key).finish(block);
    } else {
      System.arraycopy(key, 0, block, 0, key.length);
    }
    this.inner = new Sha256().update(padded(block, INNER_PAD));
    this.outer = new Sha256().update(padded(block, OUTER_PAD));
  }

  private HmacSha256(Sha256 inner, Sha256 outer) {
    this.inner = inner;
    this.outer = outer;
  }

  private static byte[] padded(byte[] key, int pad) {
    byte[] padded = new byte[key.length];
    for (int i = 0; i < key.length; i++) {
      padded[i] = (byte) (key[i] ^ pad);
    }
    return padded;
  }

  /**
   * Returns an HMAC with the same key for messages that start with this prefix; callers pass only
   * the rest.
   */
  HmacSha256 after(byte[] beginning) {
    return new HmacSha256(inner.copy().update(beginning), outer);
  }

  /** Writes the {@value Sha256#DIGEST_BYTES} bytes of a message's code. */
  void write(byte[] message, byte[] out) {
    inner.copy().update(message).finish(out);
    outer.copy().update(out, 0, Sha256.DIGEST_BYTES).finish(out);
  }

  byte[] of(byte[] message) {
    byte[] code = new byte[Sha256.DIGEST_BYTES];
    write(message, code);
    return code;
  }
}
