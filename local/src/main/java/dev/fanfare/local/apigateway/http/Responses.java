package dev.fanfare.local.apigateway.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The HTTP responses of API Gateway. SDKs expect the error type in a header. */
public final class Responses {
  private static final String ERROR_TYPE = "x-amzn-ErrorType";
  private static final String REQUEST_ID = "x-amzn-RequestId";

  private Responses() {}

  public static FullHttpResponse empty(HttpResponseStatus status) {
    return answer(status, new byte[0]);
  }

  public static FullHttpResponse json(HttpResponseStatus status, String json) {
    FullHttpResponse response = answer(status, json.getBytes(StandardCharsets.UTF_8));
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
    return response;
  }

  /** A response whose message is the status's reason phrase. */
  public static FullHttpResponse message(HttpResponseStatus status) {
    return message(status, status.reasonPhrase());
  }

  public static FullHttpResponse message(HttpResponseStatus status, String message) {
    return json(status, message(message));
  }

  public static FullHttpResponse refusal(
      HttpResponseStatus status, String errorType, String message) {
    FullHttpResponse response = json(status, message(message));
    response.headers().set(ERROR_TYPE, errorType);
    return response;
  }

  public static FullHttpResponse forbidden(String message) {
    return refusal(HttpResponseStatus.FORBIDDEN, "ForbiddenException", message);
  }

  /** A 410 without a body; only the header contains the error type. */
  public static FullHttpResponse gone() {
    FullHttpResponse response = empty(HttpResponseStatus.GONE);
    response.headers().set(ERROR_TYPE, "GoneException");
    return response;
  }

  public static FullHttpResponse tooLarge() {
    return refusal(
        HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
        "PayloadTooLargeException",
        "Message too long");
  }

  /** The response above the account's rate and to posts to a slow client, as on AWS. */
  public static FullHttpResponse limitExceeded() {
    return refusal(
        HttpResponseStatus.TOO_MANY_REQUESTS, "LimitExceededException", "Too Many Requests");
  }

  private static String message(String text) {
    return JsonNodeFactory.instance.objectNode().put("message", text).toString();
  }

  private static FullHttpResponse answer(HttpResponseStatus status, byte[] body) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
    response.headers().set(REQUEST_ID, UUID.randomUUID().toString());
    if (!status.equals(HttpResponseStatus.NO_CONTENT)) {
      response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
    }
    return response;
  }
}
