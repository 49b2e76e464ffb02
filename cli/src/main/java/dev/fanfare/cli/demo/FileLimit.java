package dev.fanfare.cli.demo;

import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.swarm.SocketCapacity;
import java.util.OptionalLong;

/**
 * Whether this machine lets one process hold the sockets of a demo. The clients' ends are in
 * processes of their own; this one holds the gateway's ends, and those of posts.
 */
final class FileLimit {
  /** Posts, services and their connections among each other. */
  private static final int OTHERS = 4_000;

  private FileLimit() {}

  /**
   * @throws CommandFailure before anything has begun, naming the limit to raise
   */
  static void require(int clients) {
    OptionalLong capacity = SocketCapacity.ofThisProcess();
    long needed = (long) clients + Math.min(OTHERS, 500 + clients);
    if (capacity.isPresent() && capacity.getAsLong() < needed) {
      throw new CommandFailure(
          "%d clients need some %d open files in one process, and the limit leaves %d: raise it with \"ulimit -n %d\" (as root, or in limits.conf), or ask for fewer --clients"
              .formatted(clients, needed, capacity.getAsLong(), needed + 1_000));
    }
  }
}
