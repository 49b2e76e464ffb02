package dev.fanfare.local.apigateway;

/** The fault of one post to {@code @connections}. */
public enum PostFault {
  NONE,
  /** The response is 429, regardless of the rate. */
  THROTTLED,
  /** The response is 500. */
  INTERNAL_ERROR,
  /** The response is 503. */
  UNAVAILABLE,
  /** The TCP connection is reset, and the client does not get the message. */
  RESET,
  /** The client gets the message, and the TCP connection is reset before the response. */
  LOST_ANSWER,
  /** The response is delayed by two seconds. */
  SLOW
}
