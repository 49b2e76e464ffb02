package dev.fanfare.push.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The canonical requests of all posts of one second, which differ only in the connection id.
 *
 * <p>They share one buffer, so that a single call hashes a request and processes its blocks without
 * leaving the processor's SHA instructions:
 *
 * <pre>
 *   | room …        | POST ↵ /live/%2540connections/ | L0SM9cOFvHcCIhw%253D | ↵ ↵ host:… … payload hash |
 *                   start                            id                     rest
 * </pre>
 *
 * The rest is by far the longest part, because it contains the session token, and stays in place.
 * The id and the head are written before it, backwards, so their lengths need not be measured
 * first.
 */
final class CanonicalPost {
  /** Connection ids of API Gateway have 16 characters. */
  private static final int TYPICAL_ID_BYTES = 64;

  private final Sha256 sha = new Sha256();
  private final byte[] head;
  private byte[] buffer;
  private int rest;

  /**
   * @param signedHeaders the header names in SigV4's format
   * @param sessionToken the session token, or null
   * @param payloadHash in hexadecimal digits
   */
  CanonicalPost(
      SigningScope scope,
      String amzDate,
      String signedHeaders,
      @Nullable String sessionToken,
      String payloadHash) {
    this.head = ascii("POST\n" + encodedAgain(scope.path()));
    byte[] tail =
        ascii(
            "\n\nhost:"
                + scope.host()
                + "\nx-amz-date:"
                + amzDate
                + (sessionToken == null ? "" : "\nx-amz-security-token:" + sessionToken)
                + "\n\n"
                + signedHeaders
                + "\n"
                + payloadHash);
    this.rest = head.length + TYPICAL_ID_BYTES;
    this.buffer = new byte[rest + tail.length];
    System.arraycopy(tail, 0, buffer, rest, tail.length);
  }

  /** Percent-encodes each segment of an encoded path once more. */
  private static String encodedAgain(String path) {
    var encoding = new PathEncoding();
    var segments = new StringJoiner("/");
    for (String segment : path.split("/", -1)) {
      int length = encoding.encode(segment);
      segments.add(new String(encoding.bytes(), 0, length, US_ASCII));
    }
    return segments.toString();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  /** Writes the hash of the canonical request of a post to this connection. */
  void hash(byte[] encodedId, int length, byte[] out) {
    int start = writeId(encodedId, length) - head.length;
    System.arraycopy(head, 0, buffer, start, head.length);
    sha.update(buffer, start, buffer.length - start).finish(out);
  }

  /**
   * Percent-encodes an encoded id once more, as SigV4 requires for every service except S3. In an
   * encoded id, only the percent sign changes.
   *
   * @return the index of the first byte
   */
  private int writeId(byte[] encodedId, int length) {
    ensureRoom(3 * length + head.length);
    int at = rest;
    for (int i = length - 1; i >= 0; i--) {
      byte b = encodedId[i];
      if (b == '%') {
        buffer[--at] = '5';
        buffer[--at] = '2';
      }
      buffer[--at] = b;
    }
    return at;
  }

  private void ensureRoom(int bytes) {
    if (bytes > rest) {
      byte[] wider = new byte[bytes + buffer.length - rest];
      System.arraycopy(buffer, rest, wider, bytes, buffer.length - rest);
      buffer = wider;
      rest = bytes;
    }
  }
}
