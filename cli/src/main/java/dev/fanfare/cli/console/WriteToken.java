package dev.fanfare.cli.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What whoever writes must show. A page of somebody else's that is open in the same browser does
 * not know it, and neither do other users of this machine.
 *
 * @param text printable in an address
 */
public record WriteToken(String text) {
  private static final int BYTES = 18;
  private static final String SCHEME = "Bearer ";

  /** One that nobody can guess. */
  public static WriteToken random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new WriteToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /**
   * @param authorization the header of this name
   */
  boolean isIn(String authorization) {
    return MessageDigest.isEqual(bytes(SCHEME + text), bytes(authorization));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
