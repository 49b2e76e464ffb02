package dev.fanfare.push.transport.http;

import io.netty.buffer.ByteBuf;

/**
 * Reads the responses on one HTTP/1.1 connection, however they are split. It needs only the status
 * of a response and where it ends (RFC 9112, section 6).
 */
final class Http1ResponseReader {
  /** Far more than any response of API Gateway. */
  private static final int MAX_HEAD_BYTES = 16 * 1024;

  private enum Part {
    HEAD,
    BODY_OF_LENGTH,
    BODY_OF_CHUNKS,
    BODY_UNTIL_CLOSE
  }

  private final Chunks chunks = new Chunks();
  private final Http1Head parsed = new Http1Head();
  private byte[] head = new byte[1024];
  private int headLength;
  private Part part = Part.HEAD;
  private long bodyLeft;

  /**
   * Continues to read, at most to the end of the response.
   *
   * @return the status once the whole response has been read; 0 before
   */
  int read(ByteBuf in) throws MalformedResponseException {
    while (in.isReadable()) {
      boolean isWhole =
          switch (part) {
            case HEAD -> readHead(in) && beginBody();
            case BODY_OF_LENGTH -> skipBody(in);
            case BODY_OF_CHUNKS -> chunks.read(in);
            case BODY_UNTIL_CLOSE -> {
              in.skipBytes(in.readableBytes());
              yield false;
            }
          };
      if (isWhole) {
        part = Part.HEAD;
        return parsed.status();
      }
    }
    return 0;
  }

  /**
   * Handles the end of the connection.
   *
   * @return the status if the end of the connection ends the response; 0 otherwise
   */
  int closed() {
    return part == Part.BODY_UNTIL_CLOSE ? parsed.status() : 0;
  }

  /** Returns whether the last response leaves the connection open for the next post. */
  boolean keepsAlive() {
    return parsed.keepsAlive();
  }

  private boolean readHead(ByteBuf in) throws MalformedResponseException {
    int from = headLength;
    int length = Math.min(in.readableBytes(), MAX_HEAD_BYTES + 1 - headLength);
    ensureRoom(headLength + length);
    in.getBytes(in.readerIndex(), head, headLength, length);
    headLength += length;
    int end = endOfHead(Math.max(0, from - 3));
    if (end < 0) {
      in.skipBytes(length);
      Http1Head.requireBeginning(head, headLength);
      if (headLength > MAX_HEAD_BYTES) {
        throw new MalformedResponseException("the head of the answer is longer than 16 KiB");
      }
      return false;
    }
    in.skipBytes(end - from);
    parsed.parse(head, end);
    headLength = 0;
    return true;
  }

  private void ensureRoom(int length) {
    if (head.length < length) {
      byte[] wider = new byte[Math.max(length, 2 * head.length)];
      System.arraycopy(head, 0, wider, 0, headLength);
      head = wider;
    }
  }

  private int endOfHead(int from) {
    for (int i = from; i + 3 < headLength; i++) {
      if (head[i] == '\r' && head[i + 1] == '\n' && head[i + 2] == '\r' && head[i + 3] == '\n') {
        return i + 4;
      }
    }
    return -1;
  }

  /**
   * @return whether there is no body
   */
  private boolean beginBody() {
    if (parsed.isInterim()) {
      // 100 Continue and the like: the final response follows.
      return false;
    }
    if (parsed.isChunked()) {
      chunks.begin();
      part = Part.BODY_OF_CHUNKS;
      return false;
    }
    bodyLeft = parsed.contentLength();
    part = bodyLeft < 0 ? Part.BODY_UNTIL_CLOSE : Part.BODY_OF_LENGTH;
    return bodyLeft == 0;
  }

  private boolean skipBody(ByteBuf in) {
    int skipped = (int) Math.min(bodyLeft, in.readableBytes());
    in.skipBytes(skipped);
    bodyLeft -= skipped;
    return bodyLeft == 0;
  }
}
