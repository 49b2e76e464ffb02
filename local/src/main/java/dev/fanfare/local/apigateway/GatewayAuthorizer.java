package dev.fanfare.local.apigateway;

import java.util.List;

/**
 * A Lambda authorizer of type REQUEST, the only type for WebSocket APIs.
 *
 * @param name its name in the template
 * @param function the name or ARN of its function
 * @param identitySources the required values of a handshake, such as {@code
 *     route.request.querystring.token} or {@code route.request.header.Authorization}; if one is
 *     missing, the gateway returns 401 and does not call the function
 */
public record GatewayAuthorizer(String name, String function, List<String> identitySources) {
  public static final String QUERY_SOURCE = "route.request.querystring.";
  public static final String HEADER_SOURCE = "route.request.header.";

  public GatewayAuthorizer {
    identitySources = List.copyOf(identitySources);
  }
}
