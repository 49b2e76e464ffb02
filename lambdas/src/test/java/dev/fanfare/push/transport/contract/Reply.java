package dev.fanfare.push.transport.contract;

import java.io.IOException;

/** A scripted server's reaction to one request, after it has read the head but not the body. */
@FunctionalInterface
interface Reply {
  void to(Exchange exchange) throws IOException;

  default Reply then(Reply next) {
    return exchange -> {
      to(exchange);
      next.to(exchange);
    };
  }

  /** Reads the whole request, then answers with only a status. */
  static Reply status(int status) {
    return text("HTTP/1.1 %d Reason\r\nContent-Length: 0\r\n\r\n".formatted(status));
  }

  /** Reads the whole request, then writes these bytes, one per character, in one piece. */
  static Reply text(String text) {
    return exchange -> {
      exchange.readBody();
      exchange.write(text);
    };
  }

  /** Like {@link #text}, each byte in a packet of its own. */
  static Reply byteByByte(String text) {
    return exchange -> {
      exchange.readBody();
      for (int i = 0; i < text.length(); i++) {
        exchange.write(text.substring(i, i + 1));
      }
    };
  }

  /** Closes the connection cleanly, after everything written before. */
  static Reply close() {
    return Exchange::close;
  }

  /** Closes the TCP connection cleanly, under TLS without a close_notify. */
  static Reply cut() {
    return Exchange::cut;
  }

  /** Resets the connection (RST). */
  static Reply reset() {
    return Exchange::reset;
  }

  /** Sends nothing more until the client disconnects. */
  static Reply silence() {
    return Exchange::awaitClientGone;
  }
}
