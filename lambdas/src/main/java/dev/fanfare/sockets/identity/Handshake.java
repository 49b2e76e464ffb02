package dev.fanfare.sockets.identity;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;
import java.util.Optional;

/**
 * A client that wants to connect, as API Gateway tells an authorizer. Of a parameter that is given
 * twice, the last counts.
 *
 * @param methodArn what is to be allowed or denied
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Handshake(String methodArn, Map<String, String> queryStringParameters) {

  public Handshake {
    queryStringParameters = queryStringParameters == null ? Map.of() : queryStringParameters;
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(queryStringParameters.get(name));
  }
}
