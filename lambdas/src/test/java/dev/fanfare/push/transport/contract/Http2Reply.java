package dev.fanfare.push.transport.contract;

import java.util.function.Consumer;

/**
 * What the HTTP/2 server does about one request.
 *
 * @param early whether it does so as soon as the headers are there, and not with the last byte
 */
record Http2Reply(boolean early, Consumer<Http2Exchange> to) {

  static Http2Reply whenRead(Consumer<Http2Exchange> reply) {
    return new Http2Reply(false, reply);
  }
}
