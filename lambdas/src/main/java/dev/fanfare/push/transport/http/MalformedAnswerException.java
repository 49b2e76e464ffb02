package dev.fanfare.push.transport.http;

import java.io.IOException;

/** What came is no HTTP answer; nothing more can be read from that connection. */
final class MalformedAnswerException extends IOException {
  MalformedAnswerException(String message) {
    super(message);
  }
}
