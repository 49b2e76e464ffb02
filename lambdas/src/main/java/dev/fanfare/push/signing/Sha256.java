package dev.fanfare.push.signing;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The platform's SHA-256, which can be copied at any point and throws no checked exceptions. */
final class Sha256 {
  static final int BLOCK_BYTES = 64;
  static final int DIGEST_BYTES = 32;

  private final MessageDigest digest;

  Sha256() {
    this(platformDigest());
  }

  private Sha256(MessageDigest digest) {
    this.digest = digest;
  }

  private static MessageDigest platformDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must have SHA-256", e);
    }
  }

  /** Returns an independent digest with the current state. */
  Sha256 copy() {
    try {
      return new Sha256((MessageDigest) digest.clone());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(
          "this security provider cannot copy a digest: " + digest.getProvider(), e);
    }
  }

  Sha256 update(byte[] bytes) {
    digest.update(bytes);
    return this;
  }

  Sha256 update(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
    return this;
  }

  /** Writes the {@value #DIGEST_BYTES} bytes of the digest and resets it. */
  void finish(byte[] out) {
    try {
      digest.digest(out, 0, DIGEST_BYTES);
    } catch (DigestException e) {
      throw new IllegalArgumentException("no room for a digest in " + out.length + " bytes", e);
    }
  }
}
