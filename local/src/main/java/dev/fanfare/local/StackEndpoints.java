package dev.fanfare.local;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The addresses of a running stack.
 *
 * @param apis all AWS APIs except {@code @connections}
 * @param sockets where clients connect, including the stage
 * @param connections where posts go, including the stage
 */
public record StackEndpoints(URI apis, URI sockets, URI connections) {

  /** Environment variables that point AWS SDKs and the AWS CLI to the stack, in order. */
  public Map<String, String> variables() {
    var variables = new LinkedHashMap<String, String>();
    variables.put("AWS_ENDPOINT_URL", apis.toString());
    variables.put("AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI", connections.toString());
    return variables;
  }
}
