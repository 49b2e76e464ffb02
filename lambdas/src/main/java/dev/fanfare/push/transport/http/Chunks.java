package dev.fanfare.push.transport.http;

import io.netty.buffer.ByteBuf;

/** Skips a chunked body (RFC 9112, section 7.1), including extensions and trailers. */
final class Chunks {
  /** The limit for sizes, extensions and trailers of one response together. */
  private static final int MAX_BYTES_BETWEEN = 16 * 1024;

  private enum Part {
    SIZE,
    EXTENSION,
    DATA,
    DATA_END,
    TRAILER
  }

  private Part part = Part.SIZE;
  private long size;
  private int digits;
  private int trailerLength;
  private int between;

  void begin() {
    between = 0;
    beginSize();
  }

  /**
   * @return whether the body has ended
   */
  boolean read(ByteBuf in) throws MalformedResponseException {
    while (in.isReadable()) {
      if (part == Part.DATA) {
        int skipped = (int) Math.min(size, in.readableBytes());
        in.skipBytes(skipped);
        size -= skipped;
        part = size == 0 ? Part.DATA_END : Part.DATA;
      } else if (read(in.readByte())) {
        return true;
      }
    }
    return false;
  }

  private boolean read(byte b) throws MalformedResponseException {
    if (++between > MAX_BYTES_BETWEEN) {
      throw new MalformedResponseException("more than 16 KiB of chunk sizes and trailers");
    }
    switch (part) {
      case SIZE -> readSize(b);
      case EXTENSION -> {
        if (b == '\n') {
          endSize();
        }
      }
      case DATA_END -> {
        if (b == '\n') {
          beginSize();
        } else if (b != '\r') {
          throw new MalformedResponseException("a chunk is longer than its size");
        }
      }
      case TRAILER -> {
        if (b == '\n') {
          boolean isEnd = trailerLength == 0;
          trailerLength = 0;
          return isEnd;
        }
        trailerLength += b == '\r' ? 0 : 1;
      }
      case DATA -> throw new IllegalStateException("body data is skipped at once");
    }
    return false;
  }

  private void beginSize() {
    part = Part.SIZE;
    size = 0;
    digits = 0;
  }

  private void readSize(byte b) throws MalformedResponseException {
    int digit = Character.digit(b, 16);
    if (digit >= 0 && digits < 8) {
      size = 16 * size + digit;
      digits++;
    } else if (digits > 0 && (b == ';' || b == ' ' || b == '\t' || b == '\r')) {
      part = Part.EXTENSION;
    } else if (digits > 0 && b == '\n') {
      endSize();
    } else {
      throw new MalformedResponseException("a chunk has no valid size");
    }
  }

  private void endSize() {
    trailerLength = 0;
    part = size == 0 ? Part.TRAILER : Part.DATA;
  }
}
