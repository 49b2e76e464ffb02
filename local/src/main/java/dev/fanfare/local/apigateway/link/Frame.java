package dev.fanfare.local.apigateway.link;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * A message between a hub and an edge. An edge assigns numbers to its sockets. The receiver ignores
 * frames about a socket that has ended, because the two sides learn of its end at different times.
 * Frames are CBOR and contain their class names.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.MINIMAL_CLASS)
public sealed interface Frame {

  /** To the hub: the edge accepts connections. */
  record Ready() implements Frame {}

  /**
   * To the hub: a client has sent a handshake and waits.
   *
   * @param headers alternating names and values, in the order of the request
   */
  record Handshake(long socket, String sourceIp, String uri, List<String> headers)
      implements Frame {}

  /** To the edge: accept the client; an empty subprotocol means none. */
  record Accept(long socket, String subprotocol) implements Frame {}

  /** To the edge: send the client this HTTP status; an empty body means none. */
  record Refuse(long socket, int status, String body) implements Frame {}

  /**
   * To the edge: send the client a text message.
   *
   * @param number identifies it in {@link Written}; {@link #NO_RESULT} if the hub needs no result
   * @param message UTF-8
   */
  record Post(long socket, long number, byte[] message) implements Frame {
    public static final long NO_RESULT = 0;
  }

  /**
   * To the hub: the result of a post.
   *
   * @param result the name of a {@code WriteResult}
   */
  record Written(long number, String result) implements Frame {}

  /** To the hub: the client sent a frame without a message. */
  record Active(long socket) implements Frame {}

  /** To the hub: the client sent this text. */
  record Message(long socket, String text) implements Frame {}

  /**
   * To the hub: the socket has ended.
   *
   * @param cause the name of a {@code Departure.Cause}
   */
  record Ended(long socket, String cause, int status, String reason) implements Frame {}

  /** To the edge: close the socket. */
  record Close(long socket, int status, String reason) implements Frame {}
}
