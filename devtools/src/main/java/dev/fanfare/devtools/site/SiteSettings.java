package dev.fanfare.devtools.site;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.text.Json;
import java.net.URI;
import java.util.Optional;

/**
 * The settings that a page needs to connect to the stack.
 *
 * @param socket URL of the WebSocket API, without credentials
 * @param issuer URL that issues a token for any user id; empty if clients need no token
 */
public record SiteSettings(URI socket, Optional<URI> issuer) {

  /**
   * Returns {@code {"socket": "ws://…", "issuer": "http://…"}}, without issuer if there is none.
   */
  String json() {
    ObjectNode fields = Json.MAPPER.createObjectNode();
    fields.put("socket", socket.toString());
    issuer.ifPresent(address -> fields.put("issuer", address.toString()));
    return fields.toString();
  }

  /** Returns a policy that allows only the site's own files, and connections only to this stack. */
  String contentSecurityPolicy() {
    String reachable = origin(socket) + issuer.map(address -> " " + origin(address)).orElse("");
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
        + " connect-src 'self' "
        + reachable
        + "; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
  }

  private static String origin(URI address) {
    return address.getScheme() + "://" + address.getAuthority();
  }
}
