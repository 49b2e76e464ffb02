package dev.fanfare.estimate;

/**
 * What one client action consumes in AWS if it succeeds and the client is in one channel. A test
 * counts the calls and units on DynamoDB Local.
 */
public enum ClientAction {
  /**
   * Read of ended sessions by the authorizer; connection and membership rows; ban and limit checks.
   */
  CONNECT(2, 512, 3, 1.5, 4, 0),
  JOIN(1, 512, 3, 1, 7, 2),
  LEAVE(1, 512, 2, 0, 7, 2),

  /** Charged to the user's budget, then booked in the clients' share of the permits. */
  MESSAGE(1, 1_024, 3, 1, 2, 2),
  DISCONNECT(1, 512, 2, 1, 10, 0),

  /** Only the message and its reply. */
  PING(0, 0, 0, 0, 0, 2);

  private final int functions;
  private final int memoryMb;
  private final int tableCalls;
  private final double readUnits;
  private final double writeUnits;
  private final int messages;

  ClientAction(
      int functions,
      int memoryMb,
      int tableCalls,
      double readUnits,
      double writeUnits,
      int messages) {
    this.functions = functions;
    this.memoryMb = memoryMb;
    this.tableCalls = tableCalls;
    this.readUnits = readUnits;
    this.writeUnits = writeUnits;
    this.messages = messages;
  }

  /** Lambda invocations. */
  public int functions() {
    return functions;
  }

  /** Memory of each of these functions, in MB. A test compares it with the template. */
  int memoryMb() {
    return memoryMb;
  }

  /** DynamoDB calls, made sequentially. */
  public int tableCalls() {
    return tableCalls;
  }

  public double readUnits() {
    return readUnits;
  }

  public double writeUnits() {
    return writeUnits;
  }

  /** API Gateway messages between the client and its socket. */
  public int messages() {
    return messages;
  }
}
