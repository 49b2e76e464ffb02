package dev.fanfare.push.transport.contract;

import static dev.fanfare.push.transport.PostResult.Kind.ACCEPTED;
import static dev.fanfare.push.transport.PostResult.Kind.FAILED;
import static dev.fanfare.push.transport.PostResult.Kind.GONE;
import static dev.fanfare.push.transport.PostResult.Kind.REFUSED;
import static dev.fanfare.push.transport.PostResult.Kind.THROTTLED;

import dev.fanfare.push.transport.PostResult;
import io.netty.handler.codec.http2.Http2Error;
import java.util.function.Consumer;

/** Ways to answer on one HTTP/2 stream, and the result that a transport must report for each. */
enum Http2Script {
  STATUS_200(ACCEPTED, stream -> stream.head("200", true)),
  STATUS_204(FAILED, stream -> stream.head("204", true)),
  STATUS_400(REFUSED, stream -> stream.head("400", true)),
  STATUS_403(REFUSED, stream -> stream.head("403", true)),
  STATUS_410(GONE, stream -> stream.head("410", true)),
  STATUS_413(REFUSED, stream -> stream.head("413", true)),
  STATUS_429(THROTTLED, stream -> stream.head("429", true)),
  STATUS_500(FAILED, stream -> stream.head("500", true)),
  STATUS_503(FAILED, stream -> stream.head("503", true)),

  BODY(
      THROTTLED,
      stream -> {
        stream.head("429", false);
        stream.data("{\"message\":", false);
        stream.data("\"slow\"}", true);
      }),
  EMPTY_LAST_FRAME(
      GONE,
      stream -> {
        stream.head("410", false);
        stream.data("", true);
      }),
  LONG_BODY(
      FAILED,
      stream -> {
        stream.head("500", false);
        // More than the client's first window: the client must enlarge it, on the connection too.
        stream.data("x".repeat(200_000), true);
      }),
  TRAILERS(
      ACCEPTED,
      stream -> {
        stream.head("200", false);
        stream.data("{}", false);
        stream.trailers();
      }),
  INTERIM_FIRST(
      GONE,
      stream -> {
        stream.head("100", false);
        stream.head("103", false);
        stream.head("410", true);
      }),
  PING_FIRST(
      ACCEPTED,
      stream -> {
        stream.ping();
        stream.head("200", true);
      }),
  /** Must not count as a second answer. */
  RESET_AFTER_THE_END(
      ACCEPTED,
      stream -> {
        stream.head("200", true);
        stream.reset(Http2Error.NO_ERROR);
      }),

  CANCELLED(FAILED, stream -> stream.reset(Http2Error.CANCEL)),
  INTERNAL_ERROR(FAILED, stream -> stream.reset(Http2Error.INTERNAL_ERROR)),
  RESET_WITHIN_THE_ANSWER(
      FAILED,
      stream -> {
        stream.head("200", false);
        stream.data("{", false);
        stream.reset(Http2Error.INTERNAL_ERROR);
      }),
  STATUS_NO_NUMBER(FAILED, stream -> stream.head("2x0", true)),
  /** Answers before the body is read; the server does not want the rest of it. */
  EARLY(
      REFUSED,
      true,
      stream -> {
        stream.head("413", true);
        stream.reset(Http2Error.NO_ERROR);
      }),
  RESET_EARLY(FAILED, true, stream -> stream.reset(Http2Error.ENHANCE_YOUR_CALM));

  private final PostResult.Kind kind;
  private final boolean early;
  private final Consumer<Http2Exchange> reply;

  Http2Script(PostResult.Kind kind, Consumer<Http2Exchange> reply) {
    this(kind, false, reply);
  }

  /**
   * @param early whether the server answers as soon as it has the headers
   */
  Http2Script(PostResult.Kind kind, boolean early, Consumer<Http2Exchange> reply) {
    this.kind = kind;
    this.early = early;
    this.reply = reply;
  }

  PostResult.Kind kind() {
    return kind;
  }

  Http2Reply reply() {
    return new Http2Reply(early, reply);
  }
}
