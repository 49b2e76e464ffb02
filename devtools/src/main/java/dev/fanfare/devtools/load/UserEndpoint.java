package dev.fanfare.devtools.load;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Adds {@code user_id} to the query of an endpoint. */
final class UserEndpoint {
  private UserEndpoint() {}

  static URI of(URI endpoint, String user) {
    String separator = endpoint.getRawQuery() == null ? "?" : "&";
    String encoded = URLEncoder.encode(user, StandardCharsets.UTF_8).replace("+", "%20");
    return URI.create(endpoint + separator + "user_id=" + encoded);
  }
}
