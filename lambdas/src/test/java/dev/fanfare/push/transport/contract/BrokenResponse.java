package dev.fanfare.push.transport.contract;

import static dev.fanfare.push.transport.contract.WholeResponse.chunked;

import dev.fanfare.push.transport.PostResult;
import java.util.Set;

/** Invalid answers that a client can detect at once: the post has failed. */
enum BrokenResponse implements Script {
  NOTHING_AND_CLOSE(
      exchange -> {
        exchange.readBody();
        exchange.close();
      }),
  CLOSE_BEFORE_THE_BODY_IS_READ(Reply.close()),
  HALF_A_STATUS_LINE(Reply.text("HTTP/1.1 20").then(Reply.close())),
  HALF_A_HEAD(Reply.text("HTTP/1.1 200 OK\r\nContent-Le").then(Reply.close())),
  HALF_A_BODY(Reply.text("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc").then(Reply.close())),
  HALF_A_CHUNK(Reply.text(chunked("200 OK", "a\r\nabc")).then(Reply.close())),
  NO_LAST_CHUNK(Reply.text(chunked("410 Gone", "3\r\nabc\r\n")).then(Reply.close())),
  CONTINUE_AND_CLOSE(Reply.text("HTTP/1.1 100 Continue\r\n\r\n").then(Reply.close())),

  RESET_BEFORE_THE_BODY_IS_READ(Reply.reset()),
  RESET_WITHIN_THE_BODY(
      exchange -> {
        exchange.readSome(1);
        exchange.reset();
      }),
  RESET_AFTER_THE_REQUEST(
      exchange -> {
        exchange.readBody();
        exchange.reset();
      }),
  RESET_WITHIN_THE_ANSWER(Reply.text("HTTP/1.1 200 OK\r\nContent-L").then(Reply.reset())),

  GARBAGE(Reply.text("\u0000\u0001\u00fe garbage \r\n\r\n\u0000\r\n\r\n").then(Reply.close())),
  GARBAGE_AND_OPEN(Reply.text("garbage 200 OK\r\nmore: of it\r\n\r\n")),
  OTHER_PROTOCOL(Reply.text("ICY 200 OK\r\nContent-Length: 0\r\n\r\n")),
  STATUS_NO_NUMBER(Reply.text("HTTP/1.1 2x0 OK\r\nContent-Length: 0\r\n\r\n")),
  STATUS_TOO_SHORT(Reply.text("HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n")),
  STATUS_TOO_LONG(Reply.text("HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n")),
  LENGTH_NO_NUMBER(Reply.text("HTTP/1.1 200 OK\r\nContent-Length: two\r\n\r\n{}")),
  LENGTH_NEGATIVE(Reply.text("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")),
  LENGTH_BEYOND_LONG(
      Reply.text("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n{}")),
  LENGTHS_THAT_DIFFER(
      Reply.text("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nContent-Length: 2\r\n\r\n{}")),
  CHUNK_SIZE_NO_NUMBER(Reply.text(chunked("200 OK", "xyz\r\nabc\r\n0\r\n\r\n"))),
  CHUNK_LONGER_THAN_SAID(Reply.text(chunked("200 OK", "2\r\nabcdef\r\n0\r\n\r\n"))),
  /** 100 KB, followed by a complete answer. The SDK accepts it. */
  HUGE_HEADER(
      Reply.text("HTTP/1.1 200 OK\r\nX: " + "x".repeat(100_000) + "\r\nContent-Length: 0\r\n\r\n"));

  private final Reply reply;

  BrokenResponse(Reply reply) {
    this.reply = reply;
  }

  @Override
  public Reply reply() {
    return reply;
  }

  @Override
  public Set<PostResult.Kind> allowed(TransportKind kind) {
    boolean isTaken = this == HUGE_HEADER && kind == TransportKind.SDK;
    return Set.of(isTaken ? PostResult.Kind.ACCEPTED : PostResult.Kind.FAILED);
  }
}
