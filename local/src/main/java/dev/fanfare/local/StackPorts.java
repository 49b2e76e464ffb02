package dev.fanfare.local;

import dev.fanfare.loopback.LocalEndpoints;
import dev.fanfare.loopback.LocalService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.StringJoiner;

/**
 * The ports of a stack on 127.0.0.1; 0 is any free port.
 *
 * @param apis the one endpoint of all AWS APIs
 * @param sockets the WebSocket API and {@code @connections}
 */
public record StackPorts(int apis, int sockets) {
  public static final StackPorts ANY = new StackPorts(0, 0);

  /** Some ports are in use; the message names each port and its part. */
  public static final class InUseException extends RuntimeException {
    InUseException(String message) {
      super(message);
    }
  }

  /** Returns consecutive ports, one for each part. */
  public static StackPorts from(int first) {
    return new StackPorts(first, LocalEndpoints.sockets(first));
  }

  /**
   * Checks all ports before anything starts, so that one error lists all that are in use.
   *
   * @throws InUseException if any port is in use
   */
  void requireFree() {
    var taken = new StringJoiner(", ");
    if (!isFree(apis)) {
      taken.add(apis + " for the AWS APIs");
    }
    if (!isFree(sockets)) {
      taken.add(sockets + " for the WebSocket API");
    }
    if (taken.length() > 0) {
      throw new InUseException("already in use on " + LocalService.HOST + ": port " + taken);
    }
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(LocalService.HOST, port));
      return true;
    } catch (IOException inUse) {
      return false;
    }
  }
}
