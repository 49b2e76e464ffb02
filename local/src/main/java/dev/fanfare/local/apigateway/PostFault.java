package dev.fanfare.local.apigateway;

/** What goes wrong with one post to {@code @connections}. */
public enum PostFault {
  /** Nothing. */
  NONE,
  /** Answered 429, whatever the rate. */
  THROTTLED,
  /** Answered 500. */
  INTERNAL_ERROR,
  /** Answered 503. */
  UNAVAILABLE,
  /** The TCP connection is reset, and the client has not got the message. */
  RESET,
  /** The client gets the message, and the TCP connection is reset before that is answered. */
  LOST_ANSWER,
  /** All is well, but the answer comes late. */
  SLOW
}
