package dev.fanfare.local.apigateway.sockets;

/** The result of writing a message to a client. */
public enum WriteResult {
  /** The message is in the client's buffer. */
  WRITTEN,
  /** The client does not read, and its buffer is full. */
  BUFFER_FULL,
  /** The socket has ended. */
  GONE
}
