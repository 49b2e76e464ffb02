package dev.fanfare.local;

import dev.fanfare.loopback.LocalEndpoints;
import dev.fanfare.loopback.LocalService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The ports of a stack's parts on 127.0.0.1.
 *
 * @param byPart ports by the names in {@link LocalEndpoints}; a missing port or 0 means any free
 *     port
 */
public record StackPorts(Map<String, Integer> byPart) {
  public static final StackPorts ANY = new StackPorts(Map.of());

  private static final Map<String, String> TITLES = new LinkedHashMap<>();

  static {
    TITLES.put(LocalEndpoints.SOCKETS, "the WebSocket API");
    TITLES.put(LocalEndpoints.SFN, "Step Functions");
    TITLES.put(LocalEndpoints.LAMBDA, "Lambda");
    TITLES.put(LocalEndpoints.DYNAMODB, "DynamoDB");
    TITLES.put(LocalEndpoints.SQS, "SQS");
    TITLES.put(LocalEndpoints.S3, "S3");
    TITLES.put(LocalEndpoints.SNS, "SNS");
    TITLES.put(LocalEndpoints.SCHEDULER, "EventBridge Scheduler");
    TITLES.put(LocalEndpoints.ISSUER, "the development issuer");
    TITLES.put(LocalEndpoints.CLOUDFORMATION, "CloudFormation");
    TITLES.put(LocalEndpoints.SERVICE_QUOTAS, "Service Quotas");
    TITLES.put(LocalEndpoints.CLOUDWATCH, "CloudWatch");
    TITLES.put(LocalEndpoints.CLOUDWATCH_LOGS, "CloudWatch Logs");
    TITLES.put(LocalEndpoints.SECRETS_MANAGER, "Secrets Manager");
  }

  /** Some ports are in use; the message names each port and its part. */
  public static final class InUseException extends RuntimeException {
    InUseException(String message) {
      super(message);
    }
  }

  /** Returns consecutive ports, one for each part. */
  public static StackPorts from(int first) {
    return new StackPorts(
        TITLES.keySet().stream()
            .collect(Collectors.toMap(part -> part, part -> LocalEndpoints.port(first, part))));
  }

  int of(String part) {
    return byPart.getOrDefault(part, 0);
  }

  /**
   * Checks all ports before anything starts, so that one error lists all that are in use.
   *
   * @throws InUseException if any port is in use
   */
  void requireFree() {
    String inUse =
        TITLES.entrySet().stream()
            .filter(part -> !isFree(of(part.getKey())))
            .map(part -> of(part.getKey()) + " for " + part.getValue())
            .collect(Collectors.joining(", "));
    if (!inUse.isEmpty()) {
      throw new InUseException("already in use on " + LocalService.HOST + ": port " + inUse);
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
