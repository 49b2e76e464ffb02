package dev.fanfare.estimate;

/**
 * What one action of a client takes from AWS, when nothing goes wrong and a client is in one
 * channel. A test counts the calls and units on DynamoDB Local.
 */
public enum ClientAction {
  /**
   * The authorizer's read of ended sessions; the rows of connection and membership; the check of
   * ban and limit.
   */
  CONNECT(2, 512, 3, 1.5, 4, 0),
  JOIN(1, 512, 3, 1, 7, 2),
  LEAVE(1, 512, 2, 0, 7, 2),

  /** Charged to the user, then booked in the part of the permits that clients share. */
  MESSAGE(1, 1_024, 3, 1, 2, 2),
  DISCONNECT(1, 512, 2, 1, 10, 0),

  /** Nothing but the message and its answer. */
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

  /** Invocations of Lambda. */
  public int functions() {
    return functions;
  }

  /** Memory of each of these functions; the template's, by a test. */
  int memoryMb() {
    return memoryMb;
  }

  /** Calls of DynamoDB, one after another. */
  public int tableCalls() {
    return tableCalls;
  }

  public double readUnits() {
    return readUnits;
  }

  public double writeUnits() {
    return writeUnits;
  }

  /** API Gateway's messages between the client and its socket. */
  public int messages() {
    return messages;
  }
}
