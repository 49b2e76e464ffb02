package dev.fanfare.push.transport.contract;

import static dev.fanfare.push.transport.PostResult.Kind.ACCEPTED;
import static dev.fanfare.push.transport.PostResult.Kind.FAILED;
import static dev.fanfare.push.transport.PostResult.Kind.GONE;
import static dev.fanfare.push.transport.PostResult.Kind.REFUSED;
import static dev.fanfare.push.transport.PostResult.Kind.THROTTLED;

import dev.fanfare.push.transport.PostResult;
import java.util.Set;

/** Complete answers, in every form that HTTP/1.1 allows: only their status matters. */
enum WholeResponse implements Script {
  STATUS_200(ACCEPTED, Reply.status(200)),
  STATUS_204(FAILED, Reply.text("HTTP/1.1 204 No Content\r\n\r\n")),
  STATUS_302(FAILED, Reply.text(sized("302 Found\r\nLocation: http://127.0.0.1:1/", ""))),
  STATUS_400(REFUSED, Reply.status(400)),
  STATUS_403(REFUSED, Reply.status(403)),
  STATUS_404(REFUSED, Reply.status(404)),
  STATUS_410(GONE, Reply.status(410)),
  STATUS_413(REFUSED, Reply.status(413)),
  STATUS_429(THROTTLED, Reply.status(429)),
  STATUS_500(FAILED, Reply.status(500)),
  STATUS_502(FAILED, Reply.status(502)),
  STATUS_503(FAILED, Reply.status(503)),
  STATUS_504(FAILED, Reply.status(504)),

  /** The service's own wording. */
  WORDED(
      THROTTLED,
      Reply.text(
          sized(
              "429 Too Many Requests\r\nContent-Type: application/json\r\n"
                  + "x-amzn-ErrorType: LimitExceededException",
              "{\"message\":\"Too Many Requests\",\"connectionId\":\"x\"}"))),
  /** The service's own 410 is not JSON. */
  WORDED_OTHERWISE(
      GONE, Reply.text(sized("410 Gone\r\nx-amzn-ErrorType: GoneException", "no JSON <"))),
  LONG_BODY(FAILED, Reply.text(sized("500 Oh no", "x".repeat(100_000)))),
  LONG_HEAD(ACCEPTED, Reply.text(sized("200 OK\r\nX-Long: %s".formatted("x".repeat(4_000)), "{}"))),
  NO_REASON(ACCEPTED, Reply.text("HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n")),
  ODD_CASE_AND_SPACE(GONE, Reply.text("HTTP/1.1 410 gone\r\ncontent-LENGTH:2  \r\nx:\r\n\r\n{}")),
  BYTE_BY_BYTE(ACCEPTED, Reply.byteByByte(sized("200 OK\r\nX-A: b", "{}"))),

  CHUNKED(ACCEPTED, Reply.text(chunked("200 OK", "2\r\n{}\r\n0\r\n\r\n"))),
  CHUNKED_EMPTY(GONE, Reply.text(chunked("410 Gone", "0\r\n\r\n"))),
  CHUNKED_WITH_EXTENSION(
      ACCEPTED, Reply.text(chunked("200 OK", "2;a=b;c=\"d\"\r\n{}\r\n0;last\r\n\r\n"))),
  CHUNKED_WITH_TRAILERS(
      THROTTLED, Reply.text(chunked("429 Slow", "00A\r\n0123456789\r\n0\r\nA: b\r\nC: d\r\n\r\n"))),
  CHUNKED_BYTE_BY_BYTE(
      GONE, Reply.byteByByte(chunked("410 Gone", "3;x\r\nabc\r\n0\r\nA: b\r\n\r\n"))),

  CONTINUE_FIRST(ACCEPTED, Reply.text("HTTP/1.1 100 Continue\r\n\r\n" + sized("200 OK", ""))),
  HINTS_FIRST(
      GONE,
      Reply.text(
          "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n"
              + sized("410 Gone", ""))),

  CLOSING(ACCEPTED, Reply.text(sized("200 OK\r\nConnection: close", "{}")).then(Reply.close())),
  /** Announces a close but does not close: a client that believes it opens another connection. */
  CLOSING_IN_WORDS(GONE, Reply.text(sized("410 Gone\r\nConnection: Close", ""))),
  UNTIL_CLOSE(
      ACCEPTED, Reply.text("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{}").then(Reply.close())),

  /** Answers before the body is read, and reads it afterwards. */
  EARLY(
      REFUSED,
      exchange -> {
        exchange.write(sized("413 Too Large", ""));
        exchange.readBody();
      }),
  EARLY_AND_CLOSING(
      REFUSED,
      exchange -> {
        exchange.write(sized("403 Forbidden\r\nConnection: close", ""));
        exchange.closeOutput();
        exchange.awaitClientGone();
      });

  private final PostResult.Kind kind;
  private final Reply reply;

  WholeResponse(PostResult.Kind kind, Reply reply) {
    this.kind = kind;
    this.reply = reply;
  }

  @Override
  public Reply reply() {
    return reply;
  }

  @Override
  public Set<PostResult.Kind> allowed(TransportKind transport) {
    // The SDK fails on an answer that comes before it has sent the whole request.
    boolean mayOffend =
        (this == EARLY || this == EARLY_AND_CLOSING) && transport == TransportKind.SDK;
    return mayOffend ? Set.of(kind, FAILED) : Set.of(kind);
  }

  /**
   * @param start the status and its reason, and further headers
   */
  static String sized(String start, String body) {
    return "HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s".formatted(start, body.length(), body);
  }

  static String chunked(String start, String chunks) {
    return "HTTP/1.1 %s\r\nTransfer-Encoding: chunked\r\n\r\n%s".formatted(start, chunks);
  }
}
