package dev.fanfare.local.apigateway;

import dev.fanfare.local.apigateway.edge.SharedPort;

/**
 * The port for clients, and the number of processes that hold their sockets.
 *
 * @param number the port; 0 for any free port
 * @param processes 1 for this process alone; a higher number starts that many edges, which share
 *     the port
 */
public record GatewayPort(int number, int processes) {
  /** Enough for 100,000 clients under a limit of 4,096 files. */
  public static final int MAX_PROCESSES = 32;

  public GatewayPort {
    if (processes < 1 || processes > MAX_PROCESSES) {
      throw new IllegalArgumentException(
          "A gateway has from 1 to " + MAX_PROCESSES + " processes, not " + processes);
    }
    if (processes > 1 && !SharedPort.isSupported()) {
      throw new IllegalArgumentException(
          "A gateway of %d processes needs a system that distributes a port's clients, such as Linux: use 1"
              .formatted(processes));
    }
  }

  /** A port for this process alone. */
  public static GatewayPort of(int number) {
    return new GatewayPort(number, 1);
  }

  boolean isShared() {
    return processes > 1;
  }
}
