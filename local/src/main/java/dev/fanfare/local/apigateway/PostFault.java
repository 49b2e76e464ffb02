package dev.fanfare.local.apigateway;

/** What goes wrong with one post to {@code @connections}. */
public enum PostFault {
  /** Nothing. */
  NONE,
  /** Answered 429, regardless of the rate. */
  THROTTLED,
  /** Answered 500. */
  INTERNAL_ERROR,
  /** Answered 503. */
  UNAVAILABLE,
  /** The TCP connection is reset, and the client does not get the message. */
  RESET,
  /** The client gets the message, and the TCP connection is reset before the response. */
  LOST_ANSWER,
  /** The response comes late. */
  SLOW
}
