package dev.fanfare.cli.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The token that write requests must carry. Pages of other sites in the same browser, and other
 * users of this machine, do not know it.
 *
 * @param text characters that need no escapes in a URL
 */
public record WriteToken(String text) {
  private static final int BYTES = 18;
  private static final String SCHEME = "Bearer ";

  /** Creates a random token of 144 bits. */
  public static WriteToken random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new WriteToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Whether the header {@code Authorization} has this token. Compares in constant time. */
  boolean isIn(String authorization) {
    return MessageDigest.isEqual(bytes(SCHEME + text), bytes(authorization));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
