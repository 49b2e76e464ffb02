package dev.fanfare.local;

import dev.fanfare.local.services.LocalService;
import dev.fanfare.local.services.LocalServices;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;

/** Where the parts of a stack listen on 127.0.0.1; 0 is any free port. */
public record StackPorts(
    int sockets, int states, int functions, int tables, int queues, int objects, int issuer) {
  public static final StackPorts ANY = new StackPorts(0, 0, 0, 0, 0, 0, 0);

  /** How many ports a stack needs. */
  public static final int COUNT = 7;

  /** Some ports are in use; the message names each, and who wanted it. */
  public static final class InUseException extends RuntimeException {
    InUseException(String message) {
      super(message);
    }
  }

  /** Seven ports in a row. */
  public static StackPorts from(int first) {
    return new StackPorts(first, first + 1, first + 2, first + 3, first + 4, first + 5, first + 6);
  }

  LocalServices.Ports services() {
    return new LocalServices.Ports(tables, queues, objects);
  }

  /**
   * Looks before anything starts, so that one start tells of all.
   *
   * @throws InUseException when any is taken
   */
  void requireFree() {
    var wanted = new LinkedHashMap<String, Integer>();
    wanted.put("the WebSocket API", sockets);
    wanted.put("Step Functions", states);
    wanted.put("Lambda", functions);
    wanted.put("DynamoDB", tables);
    wanted.put("SQS", queues);
    wanted.put("S3", objects);
    wanted.put("the development issuer", issuer);
    String taken =
        wanted.entrySet().stream()
            .filter(port -> !isFree(port.getValue()))
            .map(port -> port.getValue() + " for " + port.getKey())
            .collect(Collectors.joining(", "));
    if (!taken.isEmpty()) {
      throw new InUseException("already in use on " + LocalService.HOST + ": port " + taken);
    }
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(LocalService.HOST, port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
