package dev.fanfare.push.transport.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Frames signed posts for HTTP/1.1. Everything except the id and the signature is prepared once per
 * second:
 *
 * <pre>
 *   POST /live/%40connections/ | id | HTTP/1.1 ↵ host: … authorization: … Signature= | signature | ↵ ↵ message
 *          start                              head                                                   rest
 * </pre>
 */
final class Http1Requests {
  private final Requests requests;
  private final byte[] start;
  private final byte[] rest;
  private byte[] head = {};
  private int version = -1;

  Http1Requests(Requests requests) {
    this.requests = requests;
    this.start = ascii("POST " + requests.settings().path());
    byte[] message = requests.message();
    byte[] end = ascii("\r\n\r\n");
    this.rest = new byte[end.length + message.length];
    System.arraycopy(end, 0, rest, 0, end.length);
    System.arraycopy(message, 0, rest, end.length, message.length);
  }

  /** Writes a whole request into one buffer: one TLS record, and one or a few packets. */
  ByteBuf write(String connectionId, ByteBufAllocator allocator) {
    requests.next(connectionId);
    if (version != requests.version()) {
      version = requests.version();
      head = head();
    }
    int idLength = requests.idLength();
    byte[] signature = requests.signature();
    int length = start.length + idLength + head.length + signature.length + rest.length;
    return allocator
        .directBuffer(length)
        .writeBytes(start)
        .writeBytes(requests.id(), 0, idLength)
        .writeBytes(head)
        .writeBytes(signature)
        .writeBytes(rest);
  }

  private byte[] head() {
    String token = requests.sessionToken();
    return ascii(
        " HTTP/1.1\r\nhost: "
            + requests.settings().host()
            + "\r\nx-amz-date: "
            + new String(requests.amzDate(), US_ASCII)
            + (token == null ? "" : "\r\nx-amz-security-token: " + token)
            + "\r\ncontent-type: "
            + Requests.CONTENT_TYPE
            + "\r\ncontent-length: "
            + requests.message().length
            + "\r\nauthorization: "
            + new String(requests.authorizationPrefix(), US_ASCII));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
