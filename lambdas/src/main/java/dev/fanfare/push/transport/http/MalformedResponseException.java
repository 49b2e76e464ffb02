package dev.fanfare.push.transport.http;

import java.io.IOException;

/** Reports data that is not an HTTP response; the connection is no longer usable. */
final class MalformedResponseException extends IOException {
  MalformedResponseException(String message) {
    super(message);
  }
}
