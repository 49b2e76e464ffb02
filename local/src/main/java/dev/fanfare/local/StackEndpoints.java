package dev.fanfare.local;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The addresses of a running stack's parts.
 *
 * @param sockets where clients connect, including the stage
 * @param connections where posts go, including the stage
 * @param services the other parts, by the SDKs' names, such as {@code DYNAMODB}
 */
public record StackEndpoints(URI sockets, URI connections, Map<String, URI> services) {
  static final String CONNECTIONS = "APIGATEWAYMANAGEMENTAPI";

  public StackEndpoints {
    services = Map.copyOf(services);
  }

  /**
   * The address of one part.
   *
   * @param name one of the constants of {@link dev.fanfare.loopback.LocalEndpoints}
   */
  public URI service(String name) {
    return requireNonNull(services.get(name), name);
  }

  /** Environment variables that point AWS SDKs and the AWS CLI to these services, in order. */
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
