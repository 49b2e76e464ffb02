package dev.fanfare.push.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.StringJoiner;

/**
 * The canonical requests of all posts of one second, which differ in the connection id alone.
 *
 * <p>They lie in one buffer, so that a single call hashes one and runs through its blocks without
 * leaving the processor's SHA instructions:
 *
 * <pre>
 *   | room …        | POST ↵ /live/%2540connections/ | L0SM9cOFvHcCIhw%253D | ↵ ↵ host:… … payload hash |
 *                   start                            id                     rest
 * </pre>
 *
 * The rest is by far the longest part (it holds the session token) and stays where it is; id and
 * head are written before it, backwards, and so need not be measured first.
 */
final class CanonicalPost {
  /** Connection ids of API Gateway have 16 characters. */
  private static final int USUAL_ID_BYTES = 64;

  private final Sha256 sha = new Sha256();
  private final byte[] head;
  private byte[] buffer;
  private int rest;

  /**
   * @param signedHeaders their names as SigV4 lists them
   * @param sessionToken or null
   * @param payloadHash in hexadecimal digits
   */
  CanonicalPost(
      SigningScope scope,
      String amzDate,
      String signedHeaders,
      String sessionToken,
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
    this.rest = head.length + USUAL_ID_BYTES;
    this.buffer = new byte[rest + tail.length];
    System.arraycopy(tail, 0, buffer, rest, tail.length);
  }

  /** Each segment of a wire path percent-encoded once more. */
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
   * Percent-encodes what is percent-encoded once more, as SigV4 wants for every service but S3; of
   * what an encoded id consists of, only the percent sign changes.
   *
   * @return where it begins
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
