package dev.fanfare.local.gateway;

import io.netty.handler.codec.http.QueryStringDecoder;

/** What a request's path means. */
sealed interface RequestTarget {

  /** {@code /{stage}}: where sockets are opened. */
  record Sockets() implements RequestTarget {}

  /** {@code /{stage}/@connections/{id}}, the id percent-decoded and not yet checked. */
  record Connection(String id) implements RequestTarget {}

  /** Any other path, an unknown stage's among them. */
  record Unknown() implements RequestTarget {}

  static RequestTarget of(String uri, String stage) {
    String path;
    try {
      path = new QueryStringDecoder(uri).path();
    } catch (IllegalArgumentException badEscape) {
      return new Unknown();
    }
    String root = "/" + stage;
    String connections = root + "/@connections/";
    if (path.equals(root) || path.equals(root + "/")) {
      return new Sockets();
    }
    return path.startsWith(connections) && path.length() > connections.length()
        ? new Connection(path.substring(connections.length()))
        : new Unknown();
  }
}
