package dev.fanfare.push.transport.http;

import java.io.IOException;

/** What came is no HTTP answer; nothing more can be read from that connection. */
final class MalformedResponseException extends IOException {
  MalformedResponseException(String message) {
    super(message);
  }
}
