package dev.fanfare.push.signing;

import java.util.regex.Pattern;

/**
 * The destination of one broadcast's posts.
 *
 * @param region such as {@code eu-central-2}
 * @param host exactly as in the Host header (HTTP/2: {@code :authority}), with {@code :port} if it
 *     is not the scheme's default
 * @param path as in the request, up to the connection id: {@code /live/%40connections/}; {@code
 *     /%40connections/} on a custom domain
 */
public record SigningScope(String region, String host, String path) {
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]+");

  /** A reg-name, an IPv4 address or a bracketed IPv6 address, each with or without a port. */
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._~:\\[\\]-]+");

  /** Segments of RFC 3986's pchar. */
  private static final Pattern PATH =
      Pattern.compile("/(?:(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})+/)*");

  private static final Pattern DOT_SEGMENT = Pattern.compile("/\\.\\.?/");

  /**
   * @throws IllegalArgumentException if a part is malformed. Empty and dot segments are refused
   *     too, because AWS resolves them before it verifies a signature and this class does not.
   */
  public SigningScope {
    require(REGION.matcher(region).matches(), "region", region);
    require(HOST.matcher(host).matches(), "host", host);
    require(PATH.matcher(path).matches() && !DOT_SEGMENT.matcher(path).find(), "path", path);
  }

  private static void require(boolean holds, String what, String value) {
    if (!holds) {
      throw new IllegalArgumentException("not a " + what + ": " + value);
    }
  }
}
