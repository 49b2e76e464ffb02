package dev.fanfare.local.dynamodb;

import dev.fanfare.local.http.JettyService;
import dev.fanfare.local.physics.Physics;
import dev.fanfare.loopback.LocalService;
import java.util.function.LongSupplier;

/** DynamoDB without the rest of the stack, for tests and benchmarks. */
public final class LocalDynamoDb {
  private static final String NAME = "DynamoDB";

  private LocalDynamoDb() {}

  /**
   * Starts an empty database, as fast as this machine.
   *
   * @param port 0 for any free port
   * @throws dev.fanfare.loopback.ServiceStartException if the port is in use
   */
  public static LocalService start(int port) {
    return JettyService.start(NAME, port, DynamoDbHandler.create(Physics.none()));
  }

  /**
   * @param physics the throughput of tables
   * @param nanos reads the time
   */
  static LocalService start(int port, Physics physics, LongSupplier nanos) {
    return JettyService.start(NAME, port, DynamoDbHandler.create(physics, nanos));
  }
}
