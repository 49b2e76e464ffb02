package dev.fanfare.local.apigateway.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The meaning of a request's path. */
public sealed interface RequestTarget {

  /** {@code /{stage}}: opens a socket. */
  record Sockets() implements RequestTarget {}

  /** {@code /{stage}/@connections/{id}}, with the id percent-decoded but not validated. */
  record Connection(String id) implements RequestTarget {}

  /** Any other path, including that of an unknown stage. */
  record Unknown() implements RequestTarget {}

  /** The path or the query cannot be decoded. */
  record Undecodable(String reason) implements RequestTarget {}

  static RequestTarget of(String uri, String stage) {
    if (!isDecodable(uri)) {
      return new Undecodable(
          "the URL cannot be decoded: each % must be followed by two hexadecimal digits, and the"
              + " bytes must be UTF-8; write a % itself as %25");
    }
    String path = new QueryStringDecoder(uri).path();
    String root = "/" + stage;
    String connections = root + "/@connections/";
    if (path.equals(root) || path.equals(root + "/")) {
      return new Sockets();
    }
    return path.startsWith(connections) && path.length() > connections.length()
        ? new Connection(path.substring(connections.length()))
        : new Unknown();
  }

  /** Bytes that are not UTF-8 would silently become other characters, such as in a user id. */
  private static boolean isDecodable(String uri) {
    var bytes = ByteBuffer.allocate(uri.length());
    for (int at = 0; at < uri.length(); at++) {
      char next = uri.charAt(at);
      if (next != '%') {
        bytes.put((byte) next);
      } else if (at + 2 < uri.length()
          && HexFormat.isHexDigit(uri.charAt(at + 1))
          && HexFormat.isHexDigit(uri.charAt(at + 2))) {
        bytes.put((byte) HexFormat.fromHexDigits(uri, at + 1, at + 3));
        at += 2;
      } else {
        return false;
      }
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(bytes.flip());
      return true;
    } catch (CharacterCodingException notUtf8) {
      return false;
    }
  }
}
