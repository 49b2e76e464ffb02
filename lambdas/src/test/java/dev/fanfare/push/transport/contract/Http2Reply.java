package dev.fanfare.push.transport.contract;

import java.util.function.Consumer;

/**
 * The HTTP/2 server's reaction to one request.
 *
 * @param early whether the server reacts to the headers instead of the last byte
 */
record Http2Reply(boolean early, Consumer<Http2Exchange> to) {

  static Http2Reply whenRead(Consumer<Http2Exchange> reply) {
    return new Http2Reply(false, reply);
  }
}
