package dev.fanfare.local;

import dev.fanfare.local.http.LocalService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
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

  /** How many ports a stack and its console need. */
  public static final int COUNT = 15;

  /** Which of them, counted from 0, is the console's. */
  public static final int CONSOLE = 13;

  /** The highest port that so many in a row can begin at. */
  public static final int MAX_FIRST = 65_536 - COUNT;

  /** Some ports are in use; the message names each, and who wanted it. */
  public static final class InUseException extends RuntimeException {
    InUseException(String message) {
      super(message);
    }
  }

  /** So many ports in a row. */
  public static StackPorts from(int first) {
    return new StackPorts(
        first,
        first + 1,
        first + 2,
        first + 3,
        first + 4,
        first + 5,
        first + 6,
        first + 7,
        first + 8,
        first + 9,
        first + 10,
        first + 11,
        first + 12,
        first + CONSOLE + 1);
  }

  /** Where the services are when these ports are told and not 0, by the name that SDKs know. */
  public Map<String, URI> endpoints() {
    return Map.ofEntries(
        Map.entry(StackEndpoints.STATES, at(states)),
        Map.entry(StackEndpoints.FUNCTIONS, at(functions)),
        Map.entry(StackEndpoints.TABLES, at(tables)),
        Map.entry(StackEndpoints.QUEUES, at(queues)),
        Map.entry(StackEndpoints.OBJECTS, at(objects)),
        Map.entry(StackEndpoints.TOPICS, at(topics)),
        Map.entry(StackEndpoints.SCHEDULES, at(schedules)),
        Map.entry(StackEndpoints.STACKS, at(stacks)),
        Map.entry(StackEndpoints.QUOTAS, at(quotas)),
        Map.entry(StackEndpoints.METRICS, at(metrics)),
        Map.entry(StackEndpoints.LOGS, at(logs)),
        Map.entry(StackEndpoints.SECRETS, at(secrets)));
  }

  private static URI at(int port) {
    return URI.create("http://" + LocalService.HOST + ":" + port);
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
