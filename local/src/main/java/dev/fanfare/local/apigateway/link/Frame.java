package dev.fanfare.local.apigateway.link;

import java.util.List;

/**
 * What goes over a link. A socket has a number of its edge's own; a frame about a socket that its
 * receiver no longer has is of no consequence, since the two ends learn of its end at different
 * times.
 */
public sealed interface Frame {

  /** To the hub: the edge listens. */
  record Ready() implements Frame {}

  /**
   * To the hub: a client asks for a socket, and waits.
   *
   * @param headers name, value, name, value, in the order of the request
   */
  record Handshake(long socket, String sourceIp, String uri, List<String> headers)
      implements Frame {}

  /** To the edge: the client is let in; an empty subprotocol is none. */
  record Accept(long socket, String subprotocol) implements Frame {}

  /** To the edge: the client is answered this HTTP status; an empty body is none. */
  record Refuse(long socket, int status, String body) implements Frame {}

  /**
   * To the edge: a text message for the client.
   *
   * @param number which {@link Written} will tell of it; {@link #UNTOLD} for none
   * @param message UTF-8
   */
  record Post(long socket, long number, byte[] message) implements Frame {
    public static final long UNTOLD = 0;
  }

  /**
   * To the hub: what became of a post.
   *
   * @param result a word that both ends know
   */
  record Written(long number, String result) implements Frame {}

  /** To the hub: the client sent a frame that says nothing but that it is there. */
  record Active(long socket) implements Frame {}

  /** To the hub: the client sent this text. */
  record Message(long socket, String text) implements Frame {}

  /**
   * To the hub: the socket has ended.
   *
   * @param cause a word that both ends know
   */
  record Ended(long socket, String cause, int status, String reason) implements Frame {}

  /** To the edge: the socket is to be closed. */
  record Close(long socket, int status, String reason) implements Frame {}
}
