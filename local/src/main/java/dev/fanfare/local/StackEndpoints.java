package dev.fanfare.local;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the parts of a running stack are.
 *
 * @param sockets where clients connect, stage included
 * @param connections where posts go, stage included
 * @param services the other parts, by the name that SDKs know them by, such as {@code DYNAMODB}
 */
public record StackEndpoints(URI sockets, URI connections, Map<String, URI> services) {
  static final String CONNECTIONS = "APIGATEWAYMANAGEMENTAPI";
  public static final String METRICS = "CLOUDWATCH";
  public static final String LOGS = "CLOUDWATCH_LOGS";
  public static final String QUOTAS = "SERVICE_QUOTAS";
  public static final String STACKS = "CLOUDFORMATION";
  public static final String TABLES = "DYNAMODB";
  public static final String FUNCTIONS = "LAMBDA";
  public static final String OBJECTS = "S3";
  public static final String SCHEDULES = "SCHEDULER";
  public static final String SECRETS = "SECRETS_MANAGER";
  public static final String STATES = "SFN";
  public static final String TOPICS = "SNS";
  public static final String QUEUES = "SQS";

  public StackEndpoints {
    services = Map.copyOf(services);
  }

  /**
   * The address of one part.
   *
   * @param name one of the constants here
   */
  public URI service(String name) {
    return services.get(name);
  }

  /** The variables by which any AWS SDK, and the AWS CLI, find these services; in order. */
  public Map<String, String> variables() {
    var variables = new LinkedHashMap<String, String>();
    variables.put(variable(CONNECTIONS), connections.toString());
    services.keySet().stream()
        .sorted()
        .forEach(name -> variables.put(variable(name), service(name).toString()));
    return variables;
  }

  private static String variable(String service) {
    return "AWS_ENDPOINT_URL_" + service;
  }
}
