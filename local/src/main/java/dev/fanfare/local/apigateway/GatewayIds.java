package dev.fanfare.local.apigateway;

import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Generates ids of connections, requests and messages as API Gateway does: 11 random bytes in
 * URL-safe Base64, which are 15 characters and {@code =}.
 */
public record GatewayIds(RandomGenerator random) {
  private static final int BYTES = 11;
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{15}=");

  public String next() {
    byte[] bytes = new byte[BYTES];
    synchronized (random) {
      random.nextBytes(bytes);
    }
    return Base64.getUrlEncoder().encodeToString(bytes);
  }

  public static boolean isWellFormed(String id) {
    return SHAPE.matcher(id).matches();
  }
}
