package dev.fanfare.push.transport.contract;

import static dev.fanfare.push.transport.PostResult.Kind.ACCEPTED;
import static dev.fanfare.push.transport.PostResult.Kind.FAILED;
import static dev.fanfare.push.transport.PostResult.Kind.GONE;
import static dev.fanfare.push.transport.PostResult.Kind.REFUSED;
import static dev.fanfare.push.transport.PostResult.Kind.THROTTLED;
import static dev.fanfare.push.transport.contract.WholeResponse.chunked;
import static dev.fanfare.push.transport.contract.WholeResponse.sized;

import dev.fanfare.push.transport.PostResult;
import java.util.Set;

/**
 * Answers that one client may accept and another may treat as broken, because of HTTP/1.1's wording
 * or because of timing. The result must be either their status or a failure.
 */
enum AmbiguousResponse implements Script {
  /**
   * Ends with the connection, without a length: complete or cut off. The SDK treats it as cut off.
   */
  UNTIL_CLOSE_UNSAID(THROTTLED, Reply.text("HTTP/1.1 429 Slow\r\n\r\n{}").then(Reply.close())),
  HTTP_1_0(ACCEPTED, Reply.text("HTTP/1.0 200 OK\r\n\r\n{}").then(Reply.close())),

  /** Ends only the TCP connection; under TLS that does not prove that the answer is complete. */
  UNTIL_CUT(
      ACCEPTED, Reply.text("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{}").then(Reply.cut())),

  SAME_LENGTH_TWICE(
      GONE, Reply.text("HTTP/1.1 410 Gone\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n{}")),
  LENGTH_AND_CHUNKS(
      ACCEPTED, Reply.text(chunked("200 OK\r\nContent-Length: 3", "2\r\n{}\r\n0\r\n\r\n"))),
  FOLDED_HEADER(ACCEPTED, Reply.text(sized("200 OK\r\nX: a\r\n  b", "{}"))),
  NO_REASON_NO_SPACE(ACCEPTED, Reply.text("HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n")),

  /** Extra bytes after an answer must not count as the next answer. */
  MORE_THAN_SAID(ACCEPTED, Reply.text(sized("200 OK", "") + "{\"message\":\"too much\"}")),
  TWO_ANSWERS(ACCEPTED, Reply.text(sized("200 OK", "") + sized("410 Gone", ""))),

  /** A reset may overtake the answer before it. */
  RESET_AFTER_THE_ANSWER(ACCEPTED, Reply.status(200).then(Reply.reset())),
  /** A close with unread data causes a reset, which may overtake the answer too. */
  CLOSE_AFTER_AN_EARLY_ANSWER(
      REFUSED,
      exchange -> {
        exchange.write(sized("413 Too Large", ""));
        exchange.close();
      });

  private final PostResult.Kind kind;
  private final Reply reply;

  AmbiguousResponse(PostResult.Kind kind, Reply reply) {
    this.kind = kind;
    this.reply = reply;
  }

  @Override
  public Reply reply() {
    return reply;
  }

  @Override
  public Set<PostResult.Kind> allowed(TransportKind any) {
    return Set.of(kind, FAILED);
  }

  @Override
  public boolean endsUnsaid(TransportKind kind) {
    return switch (this) {
      case RESET_AFTER_THE_ANSWER, CLOSE_AFTER_AN_EARLY_ANSWER -> true;
      // The SDK may post on such a connection before it detects the end.
      case UNTIL_CLOSE_UNSAID, HTTP_1_0, MORE_THAN_SAID, TWO_ANSWERS -> kind == TransportKind.SDK;
      default -> false;
    };
  }
}
