package dev.fanfare.push.signing;

import java.nio.charset.StandardCharsets;

/** Derives SigV4's signing key from a secret; a key is valid for one day, region and service. */
final class SigningKey {

  private SigningKey() {}

  /**
   * @param day such as {@code 20261122}
   */
  static byte[] derive(String secretAccessKey, String day, String region, String service) {
    byte[] key = utf8("AWS4" + secretAccessKey);
    for (String step : new String[] {day, region, service, "aws4_request"}) {
      key = new HmacSha256(key).of(utf8(step));
    }
    return key;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
