package dev.fanfare.local.apigateway;

import java.util.List;

/**
 * A Lambda authorizer of type REQUEST, the only type that a WebSocket API has.
 *
 * @param name its name in the template
 * @param function the name or ARN of its function
 * @param identitySources what a handshake must carry, such as {@code
 *     route.request.querystring.token} or {@code route.request.header.Authorization}; without one
 *     of them the handshake is refused with 401 and the function is not asked
 */
public record GatewayAuthorizer(String name, String function, List<String> identitySources) {
  public static final String QUERY_SOURCE = "route.request.querystring.";
  public static final String HEADER_SOURCE = "route.request.header.";

  public GatewayAuthorizer {
    identitySources = List.copyOf(identitySources);
  }
}
