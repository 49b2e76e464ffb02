package dev.fanfare.devtools.demo;

import dev.fanfare.cli.CommandFailure;
import dev.fanfare.devtools.load.SocketCapacity;
import dev.fanfare.local.apigateway.GatewayPort;
import dev.fanfare.local.apigateway.edge.SharedPort;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Computes how many gateway processes a number of clients needs, from this machine's limit on open
 * files. The client sockets are in other processes.
 *
 * @param capacity number of sockets that one process can hold; empty if the system does not report
 *     it
 * @param sharesPorts whether several processes can listen on one port
 */
record FileLimit(OptionalLong capacity, boolean sharesPorts) {
  /** Files that the stack's own process needs for posts and for connections between services. */
  private static final int OTHERS = 4_000;

  /** Files that a gateway process opens in addition to its sockets. */
  private static final int OVERHEAD = 200;

  /** With more clients per process, one process is slow while others are idle. */
  private static final int MAX_PER_PROCESS = 12_500;

  /**
   * The kernel distributes clients by a hash. No process gets more than a tenth above its share.
   */
  private static final double UNEVEN = 1.1;

  static FileLimit ofThisMachine() {
    return new FileLimit(SocketCapacity.ofThisProcess(), SharedPort.isSupported());
  }

  /**
   * @param asked the number that the operator wants; if empty, this method chooses
   * @return 1 if the stack's own process holds the sockets, otherwise the number of gateway
   *     processes
   * @throws CommandFailure if the clients do not fit; the message says what to do
   */
  int gateways(int clients, OptionalInt asked) {
    long max = capacity.orElse(Long.MAX_VALUE);
    long others = Math.min(OTHERS, 500 + clients);
    int gateways = asked.orElseGet(() -> clients + others <= max ? 1 : processesFor(clients, max));
    long needed =
        gateways == 1 ? clients + others : Math.max(others, perProcess(clients, gateways));
    if (needed > max) {
      throw new CommandFailure(
          "%d clients need about %d open files in one process, but the limit leaves %d: %s"
              .formatted(clients, needed, max, advice(clients, needed, others <= max, asked)));
    }
    return gateways;
  }

  /**
   * Returns the number of processes that is enough, or 1 if processes cannot share a port; the
   * caller then reports that one is not enough.
   */
  private int processesFor(int clients, long max) {
    if (!sharesPorts) {
      return 1;
    }
    long room = Math.min(MAX_PER_PROCESS, (long) ((max - OVERHEAD) / UNEVEN));
    long gateways = room < 1 ? GatewayPort.MAX_PROCESSES : (clients + room - 1) / room;
    return (int) Math.max(2, Math.min(GatewayPort.MAX_PROCESSES, gateways));
  }

  private static long perProcess(int clients, int gateways) {
    return (long) Math.ceil(clients * UNEVEN / gateways) + OVERHEAD;
  }

  private String advice(int clients, long needed, boolean othersFit, OptionalInt asked) {
    String raise =
        "raise it with \"ulimit -n %d\" (as root, or in limits.conf)".formatted(needed + 1_000);
    if (asked.isPresent() && sharesPorts && othersFit) {
      return "omit --gateways, so that several processes hold the sockets, or " + raise;
    }
    return raise + ", or use fewer --clients than " + clients;
  }
}
