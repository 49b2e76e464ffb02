package dev.fanfare.push.transport.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Locale;

/** The relevant parts of an HTTP/1.1 response head: the status, and how the response ends. */
final class Http1Head {
  private static final byte[] BEGINNING = "HTTP/1.".getBytes(US_ASCII);
  private static final byte[] CONTENT_LENGTH = "content-length".getBytes(US_ASCII);
  private static final byte[] TRANSFER_ENCODING = "transfer-encoding".getBytes(US_ASCII);
  private static final byte[] CONNECTION = "connection".getBytes(US_ASCII);
  private static final byte[] KEEP_ALIVE = " keep-alive".getBytes(US_ASCII);
  private static final int UNKNOWN = -1;

  private int status;
  private boolean keepsAlive;
  private boolean isChunked;
  private long contentLength;

  /**
   * Fails early on data that cannot become a response.
   *
   * @param length the number of bytes received so far
   */
  static void requireBeginning(byte[] head, int length) throws MalformedResponseException {
    for (int i = 0; i < Math.min(length, BEGINNING.length); i++) {
      if (head[i] != BEGINNING[i]) {
        throw new MalformedResponseException("the answer is not HTTP/1.1");
      }
    }
  }

  /**
   * @param end the index after the empty line that ends the head
   */
  void parse(byte[] head, int end) throws MalformedResponseException {
    requireBeginning(head, end);
    int line = lineEnd(head, 0, end);
    parseStatusLine(head, line);
    isChunked = false;
    contentLength = UNKNOWN;
    for (int from = line + 2; from < end - 2; from = line + 2) {
      line = lineEnd(head, from, end);
      parseField(head, from, line);
    }
    if (status == 204 || status == 304) {
      contentLength = 0;
      isChunked = false;
    }
    // Request smuggling uses both at once: the chunks count, and the connection is closed
    // afterwards.
    keepsAlive &= !(isChunked && contentLength != UNKNOWN);
  }

  int status() {
    return status;
  }

  boolean isInterim() {
    return status < 200;
  }

  boolean isChunked() {
    return isChunked;
  }

  /** Returns the content length; -1 if the response ends with the connection. */
  long contentLength() {
    return contentLength;
  }

  boolean keepsAlive() {
    return keepsAlive;
  }

  /** Parses {@code HTTP/1.1 200 OK}; the reason phrase may be missing. */
  private void parseStatusLine(byte[] head, int end) throws MalformedResponseException {
    int at = BEGINNING.length;
    if (end < at + 5 || head[at + 1] != ' ' || (end > at + 5 && head[at + 5] != ' ')) {
      throw malformed("status line", head, 0, end);
    }
    keepsAlive = head[at] != '0';
    status = 0;
    for (int i = at + 2; i < at + 5; i++) {
      status = 10 * status + digit(head[i], head, end);
    }
    if (status < 100 || status == 101) {
      throw malformed("status line", head, 0, end);
    }
  }

  private static int digit(byte b, byte[] head, int end) throws MalformedResponseException {
    if (b < '0' || b > '9') {
      throw malformed("status line", head, 0, end);
    }
    return b - '0';
  }

  private void parseField(byte[] head, int from, int end) throws MalformedResponseException {
    int lower = head[from] | 0x20;
    if (lower == 'c' || lower == 't') {
      parseFraming(head, from, end);
    }
  }

  private void parseFraming(byte[] head, int from, int end) throws MalformedResponseException {
    int colon = from;
    while (colon < end && head[colon] != ':') {
      colon++;
    }
    if (head[colon - 1] == ' ') {
      throw malformed("header field", head, from, end);
    }
    // The three names have different lengths, so one comparison is enough.
    byte[] name =
        switch (colon - from) {
          case 10 -> CONNECTION;
          case 14 -> CONTENT_LENGTH;
          case 17 -> TRANSFER_ENCODING;
          default -> null;
        };
    if (name == null || !isName(head, from, name)) {
      return;
    }
    if (name == CONTENT_LENGTH) {
      parseContentLength(head, colon + 1, end);
    } else if (name == TRANSFER_ENCODING) {
      isChunked = text(head, colon + 1, end).toLowerCase(Locale.ROOT).endsWith("chunked");
    } else if (!isKeepAlive(head, colon + 1, end)) {
      keepsAlive &= !text(head, colon + 1, end).toLowerCase(Locale.ROOT).contains("close");
    }
  }

  /** Returns whether the value has the usual spelling that nearly every server sends. */
  private static boolean isKeepAlive(byte[] head, int from, int end) {
    return Arrays.equals(head, from, end, KEEP_ALIVE, 0, KEEP_ALIVE.length);
  }

  private void parseContentLength(byte[] head, int from, int end)
      throws MalformedResponseException {
    int first = from;
    int last = end - 1;
    while (first < last && head[first] == ' ') {
      first++;
    }
    while (last > first && head[last] == ' ') {
      last--;
    }
    long length = 0;
    for (int i = first; i <= last; i++) {
      if (head[i] < '0' || head[i] > '9' || last - first > 14) {
        throw malformed("content-length", head, first, end);
      }
      length = 10 * length + head[i] - '0';
    }
    if (first > last) {
      throw malformed("content-length", head, from, end);
    }
    if (contentLength != UNKNOWN && contentLength != length) {
      throw new MalformedResponseException("two content-lengths: " + contentLength + ", " + length);
    }
    contentLength = length;
  }

  private static boolean isName(byte[] head, int from, byte[] name) {
    for (int i = 0; i < name.length; i++) {
      if ((head[from + i] | 0x20) != name[i]) {
        return false;
      }
    }
    return true;
  }

  private static int lineEnd(byte[] head, int from, int end) {
    int at = from;
    while (at + 1 < end && !(head[at] == '\r' && head[at + 1] == '\n')) {
      at++;
    }
    return at;
  }

  private static String text(byte[] head, int from, int end) {
    return new String(head, from, Math.max(0, end - from), US_ASCII).trim();
  }

  private static MalformedResponseException malformed(String what, byte[] head, int from, int end) {
    return new MalformedResponseException(
        "no " + what + ": " + text(head, from, Math.min(end, from + 80)));
  }
}
