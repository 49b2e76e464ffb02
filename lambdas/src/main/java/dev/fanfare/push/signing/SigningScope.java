package dev.fanfare.push.signing;

import java.util.regex.Pattern;

/**
 * Where the posts of one broadcast go.
 *
 * @param region such as {@code eu-central-2}
 * @param host exactly as the Host header (HTTP/2: {@code :authority}) says it: with {@code :port}
 *     when that is not the scheme's own
 * @param path as on the wire, up to the connection id: {@code /live/%40connections/}; {@code
 *     /%40connections/} on a custom domain
 */
public record SigningScope(String region, String host, String path) {
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]+");

  /** A reg-name, an IPv4 address or an IPv6 one in brackets, each with or without a port. */
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._~:\\[\\]-]+");

  /** Segments of what RFC 3986 calls pchar. */
  private static final Pattern PATH =
      Pattern.compile("/(?:(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})+/)*");

  private static final Pattern DOT_SEGMENT = Pattern.compile("/\\.\\.?/");

  /**
   * @throws IllegalArgumentException when a part is malformed. Empty and dot segments are refused
   *     too: AWS resolves them before it verifies a signature, and nothing here does.
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
