package dev.fanfare.local.apigateway.sockets;

/**
 * How a socket ended, as {@code $disconnect} reports it.
 *
 * @param cause which side ended it
 * @param status the WebSocket close code; 1005 if the client sent none, 1006 if it vanished
 * @param reason the close frame's text; may be empty
 */
public record Departure(Cause cause, int status, String reason) {

  public enum Cause {
    /** The client sent a close frame. */
    CLIENT_CLOSED,
    /** The gateway closed it: idle, too old, a protocol error or a DELETE. */
    SERVER_CLOSED,
    /** The TCP connection ended without a close frame. */
    VANISHED
  }

  private static final int NO_STATUS = 1005;

  public static final Departure VANISHED =
      new Departure(Cause.VANISHED, 1006, "Connection closed abnormally");

  /**
   * @param status the close frame's code; negative if it has none
   */
  static Departure byClient(int status, String reason) {
    return status < 0
        ? new Departure(Cause.CLIENT_CLOSED, NO_STATUS, "Client-side close frame status not set")
        : new Departure(Cause.CLIENT_CLOSED, status, reason);
  }

  public static Departure byServer(int status, String reason) {
    return new Departure(Cause.SERVER_CLOSED, status, reason);
  }
}
