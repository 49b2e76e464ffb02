package dev.fanfare.local.stepfunctions.api;

/** The port that the Step Functions API was to listen on is in use. */
public final class PortTakenException extends RuntimeException {
  public PortTakenException(int port, Throwable cause) {
    super(
        "Port " + port + " of 127.0.0.1 is in use; the local Step Functions API wanted it", cause);
  }
}
