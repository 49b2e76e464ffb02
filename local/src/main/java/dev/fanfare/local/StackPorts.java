package dev.fanfare.local;

import dev.fanfare.loopback.LocalEndpoints;
import dev.fanfare.loopback.LocalService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;

/** Where the parts of a stack listen on 127.0.0.1; 0 is any free port. */
public record StackPorts(
    int sockets,
    int states,
    int functions,
    int tables,
    int queues,
    int objects,
    int topics,
    int schedules,
    int issuer,
    int stacks,
    int quotas,
    int metrics,
    int logs,
    int secrets) {
  public static final StackPorts ANY = new StackPorts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Some ports are in use; the message names each, and who wanted it. */
  public static final class InUseException extends RuntimeException {
    InUseException(String message) {
      super(message);
    }
  }

  /** The usual ports of a stack: a row of them. */
  public static StackPorts from(int first) {
    return new StackPorts(
        LocalEndpoints.port(first, LocalEndpoints.SOCKETS),
        LocalEndpoints.port(first, LocalEndpoints.SFN),
        LocalEndpoints.port(first, LocalEndpoints.LAMBDA),
        LocalEndpoints.port(first, LocalEndpoints.DYNAMODB),
        LocalEndpoints.port(first, LocalEndpoints.SQS),
        LocalEndpoints.port(first, LocalEndpoints.S3),
        LocalEndpoints.port(first, LocalEndpoints.SNS),
        LocalEndpoints.port(first, LocalEndpoints.SCHEDULER),
        LocalEndpoints.port(first, LocalEndpoints.ISSUER),
        LocalEndpoints.port(first, LocalEndpoints.CLOUDFORMATION),
        LocalEndpoints.port(first, LocalEndpoints.SERVICE_QUOTAS),
        LocalEndpoints.port(first, LocalEndpoints.CLOUDWATCH),
        LocalEndpoints.port(first, LocalEndpoints.CLOUDWATCH_LOGS),
        LocalEndpoints.port(first, LocalEndpoints.SECRETS_MANAGER));
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
    wanted.put("SNS", topics);
    wanted.put("EventBridge Scheduler", schedules);
    wanted.put("the development issuer", issuer);
    wanted.put("CloudFormation", stacks);
    wanted.put("Service Quotas", quotas);
    wanted.put("CloudWatch", metrics);
    wanted.put("CloudWatch Logs", logs);
    wanted.put("Secrets Manager", secrets);
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
