package dev.fanfare.push.transport.contract;

import static dev.fanfare.push.transport.contract.WholeResponse.chunked;

import dev.fanfare.push.transport.PostResult;
import java.time.Duration;
import java.util.Set;

/** Answers that never end, on connections that never close: only a timeout can end them. */
enum Silence implements Script {
  NOTHING(Reply.text("")),
  NOTHING_READ(exchange -> {}),
  HALF_A_STATUS_LINE(Reply.text("HTTP/1.1 200 O")),
  HALF_A_HEAD(Reply.text("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n")),
  HALF_A_BODY(Reply.text("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")),
  HALF_A_CHUNK(Reply.text(chunked("200 OK", "a\r\nabc"))),
  NO_LAST_CHUNK(Reply.text(chunked("200 OK", "2\r\n{}\r\n"))),
  CONTINUE_AND_NOTHING(Reply.text("HTTP/1.1 100 Continue\r\n\r\n")),
  /** An occasional byte must not extend the timeout. */
  DRIPPING(Reply.text("HTTP/1.1 200 OK\r\nX: ").then(dripping("x", Duration.ofMillis(50)))),
  ENDLESS_BODY(
      Reply.text("HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n")
          .then(dripping("x".repeat(16_000), Duration.ofMillis(5))));

  private final Reply reply;

  Silence(Reply reply) {
    this.reply = reply.then(Reply.silence());
  }

  private static Reply dripping(String drop, Duration pause) {
    return exchange -> {
      while (exchange.clientStays(pause)) {
        exchange.write(drop);
      }
    };
  }

  @Override
  public Reply reply() {
    return reply;
  }

  @Override
  public Set<PostResult.Kind> allowed(TransportKind any) {
    return Set.of(PostResult.Kind.FAILED);
  }
}
