package dev.fanfare.push.transport.contract;

import java.io.IOException;

/** What a scripted server does about one request, whose head it has read, but not its body. */
@FunctionalInterface
interface Reply {
  void to(Exchange exchange) throws IOException;

  default Reply then(Reply next) {
    return exchange -> {
      to(exchange);
      next.to(exchange);
    };
  }

  /** Reads the whole request, then answers with a status and nothing else. */
  static Reply status(int status) {
    return text("HTTP/1.1 %d Reason\r\nContent-Length: 0\r\n\r\n".formatted(status));
  }

  /** Reads the whole request, then writes these bytes, one a character, in one piece. */
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

  /** Ends the connection in order, with everything written before it. */
  static Reply close() {
    return Exchange::close;
  }

  /** Ends the TCP connection in order, under TLS without a close_notify. */
  static Reply cut() {
    return Exchange::cut;
  }

  /** Ends the connection by RST. */
  static Reply reset() {
    return Exchange::reset;
  }

  /** Says nothing more until the client goes away. */
  static Reply silence() {
    return Exchange::awaitClientGone;
  }
}
