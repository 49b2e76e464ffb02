package dev.fanfare.local.dynamodb;

import dev.fanfare.local.http.JettyService;
import dev.fanfare.loopback.LocalService;

/** DynamoDB without the rest of the stack, for tests and benchmarks. */
public final class LocalDynamoDb {
  private LocalDynamoDb() {}

  /**
   * Starts an empty database.
   *
   * @param port 0 for any free port
   * @throws dev.fanfare.loopback.ServiceStartException if the port is in use
   */
  public static LocalService start(int port) {
    return JettyService.start("DynamoDB", port, DynamoDbHandler.create());
  }
}
