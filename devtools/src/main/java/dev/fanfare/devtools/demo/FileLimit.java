package dev.fanfare.devtools.demo;

import dev.fanfare.cli.CommandFailure;
import dev.fanfare.devtools.load.SocketCapacity;
import dev.fanfare.local.apigateway.GatewayPort;
import dev.fanfare.local.apigateway.edge.SharedPort;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How many processes must hold the gateway's ends of the clients' sockets, by this machine's limit
 * on open files. The clients' ends are in processes of their own.
 *
 * @param capacity sockets that one process can hold; empty where the system does not tell
 * @param sharesPorts whether several processes can listen on one port
 */
record FileLimit(OptionalLong capacity, boolean sharesPorts) {
  /** Posts, services and their connections among each other, all in the stack's own process. */
  private static final int OTHERS = 4_000;

  /** What a process that holds sockets opens besides. */
  private static final int OVERHEAD = 200;

  /** More would make one process slow where another idles. */
  private static final int MAX_PER_PROCESS = 12_500;

  /** The kernel deals clients out by a hash: no process gets a tenth more than its share. */
  private static final double UNEVEN = 1.1;

  static FileLimit ofThisMachine() {
    return new FileLimit(SocketCapacity.ofThisProcess(), SharedPort.isSupported());
  }

  /**
   * @param asked what the operator wants; empty leaves it to us
   * @return 1 for the stack's own process, or how many others
   * @throws CommandFailure before anything has begun, saying what to do
   */
  int gateways(int clients, OptionalInt asked) {
    long most = capacity.orElse(Long.MAX_VALUE);
    long others = Math.min(OTHERS, 500 + clients);
    int gateways = asked.orElseGet(() -> clients + others <= most ? 1 : enough(clients, most));
    long needed =
        gateways == 1 ? clients + others : Math.max(others, perProcess(clients, gateways));
    if (needed > most) {
      throw new CommandFailure(
          "%d clients need some %d open files in one process, and the limit leaves %d: %s"
              .formatted(clients, needed, most, advice(clients, needed, others <= most, asked)));
    }
    return gateways;
  }

  /** One where no more can share the port: that it does not do is told as for one that is asked. */
  private int enough(int clients, long most) {
    if (!sharesPorts) {
      return 1;
    }
    long room = Math.min(MAX_PER_PROCESS, (long) ((most - OVERHEAD) / UNEVEN));
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
      return "leave --gateways out, so that several processes hold the sockets, or " + raise;
    }
    return raise + ", or ask for fewer --clients than " + clients;
  }
}
